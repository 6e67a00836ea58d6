package desk

import (
	"errors"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"portico/internal/seal"
	"portico/internal/signing"
)

// showFitness tells whether a document can be signed, before anything is prepared: its pages and what signers should know of
// it, or why not. The file is read apart, in bounded time and memory (seal.Check).
func showFitness(e *core.RequestEvent) error {
	document, err := findDocument(e, e.App)
	if err != nil {
		return err
	}
	info, err := signing.Examine(e.Request.Context(), e.App, document)
	var unfit seal.UnfitError
	if errors.As(err, &unfit) {
		return e.JSON(http.StatusOK, map[string]any{"fit": false, "why": string(unfit), "advice": unfit.Error()})
	}
	if err != nil {
		return err
	}
	return e.JSON(http.StatusOK, map[string]any{
		"fit": true, "pages": pagesOf(info.Pages), "form": info.Form, "signatures": info.Signatures, "attachments": info.Attachments,
	})
}

// pageView is how large a page is as it is seen, in points: pages have their places before they are drawn.
type pageView struct {
	Width  float64 `json:"width"`
	Height float64 `json:"height"`
}

func pagesOf(pages []seal.Page) []pageView {
	views := make([]pageView, len(pages))
	for i, p := range pages {
		views[i] = pageView(p)
	}
	return views
}
