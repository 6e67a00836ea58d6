// Package paging reads the page, order and search of a list request, and writes lists as PocketBase does.
package paging

import (
	"slices"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/tidy"
)

const (
	defaultSize = 30
	maxSize     = 100
	// maxPage keeps the offset far from where it could overflow.
	maxPage = 1_000_000
)

// Request is which part of a list is asked for.
type Request struct {
	Page, Size int
	Sort       string // one of the fields given to Parse
	Descending bool
	Search     string // as typed
}

// Parse reads page, perPage, sort and q. Unknown fields to sort by and numbers out of range become the default: the first
// of sortable, descending.
func Parse(e *core.RequestEvent, sortable ...string) Request {
	q := e.Request.URL.Query()
	r := Request{
		Page:   number(q.Get("page"), 1, maxPage),
		Size:   number(q.Get("perPage"), defaultSize, maxSize),
		Search: tidy.Cut(strings.TrimSpace(q.Get("q")), maxSearch),
	}
	r.Sort, r.Descending = strings.CutPrefix(q.Get("sort"), "-")
	if !slices.Contains(sortable, r.Sort) {
		r.Sort, r.Descending = sortable[0], true
	}
	return r
}

// maxSearch bounds what matching costs; nobody types more.
const maxSearch = 100

func number(s string, fallback, most int) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		return fallback
	}
	return min(n, most)
}

// Offset is how many items come before the page.
func (r Request) Offset() int64 { return int64(r.Page-1) * int64(r.Size) }

// Limit is how many items a page has at most.
func (r Request) Limit() int64 { return int64(r.Size) }

// OrderBy is the ORDER BY of the request, the id last so that equal values keep their places from page to page. Columns
// that are more than a name put the name into [[ ]], as dbx wants it.
func (r Request) OrderBy(columns map[string]string, id string) []string {
	direction := " ASC"
	if r.Descending {
		direction = " DESC"
	}
	return []string{columns[r.Sort] + direction, id + direction}
}

// List is a page of a list.
type List[T any] struct {
	Page       int `json:"page"`
	PerPage    int `json:"perPage"`
	TotalItems int `json:"totalItems"`
	TotalPages int `json:"totalPages"`
	Items      []T `json:"items"`
}

// NewList makes the answer to a request out of a page's items and the number of all.
func NewList[T any](r Request, total int, items []T) List[T] {
	if items == nil {
		items = []T{} // an empty list, not null
	}
	return List[T]{Page: r.Page, PerPage: r.Size, TotalItems: total, TotalPages: (total + r.Size - 1) / r.Size, Items: items}
}
