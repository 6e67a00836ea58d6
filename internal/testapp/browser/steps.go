package browser

import (
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/runtime"
)

//go:embed person.js
var person string

// part narrows a page to the element that matches a selector and contains a text.
type part struct {
	Selector string `json:"selector"`
	Text     string `json:"text"`
}

// step is something that person.js does or looks for.
type step struct {
	Do    string `json:"do"`
	Name  string `json:"name"`
	Value string `json:"value"`
	On    bool   `json:"on"`
	Parts []part `json:"parts"`
}

// outcome is what became of a step; it is tried again as long as there is a problem.
type outcome struct {
	Problem string
	Text    string
	Done    bool
	X, Y    float64

	Width, Height float64
}

func (p *Page) until(what string, s step) outcome {
	p.t.Helper()
	var o outcome
	p.await(what, func() string {
		o = p.attempt(s)
		return o.Problem
	})
	return o
}

func (p *Page) attempt(s step) outcome {
	s.Parts = append([]part{}, p.parts...)
	arguments, err := json.Marshal(s)
	if err != nil {
		return outcome{Problem: err.Error()}
	}
	var o outcome
	if err := p.evaluate(fmt.Sprintf("(%s)(%s)", person, arguments), &o); err != nil {
		return outcome{Problem: err.Error()}
	}
	return o
}

// await tries until there is no problem any more.
func (p *Page) await(what string, attempt func() (problem string)) {
	p.t.Helper()
	deadline := time.Now().Add(patience)
	for {
		problem := attempt()
		if problem == "" {
			return
		}
		if time.Now().After(deadline) {
			p.t.Fatalf("could not %s: %s", what, problem)
		}
		select {
		case <-p.ctx.Done():
			p.t.Fatalf("could not %s: the browser is gone: %v", what, context.Cause(p.ctx))
		case <-time.After(30 * time.Millisecond):
		}
	}
}

func (tb *tab) evaluate(expression string, into any) error {
	result, err := try(tb, runtime.Evaluate, runtime.EvaluateParams{
		Expression: expression, ReturnByValue: new(true), AwaitPromise: new(true),
	})
	switch {
	case err != nil:
		return err
	case result.ExceptionDetails != nil:
		return errors.New(describe(result.ExceptionDetails))
	case into == nil:
		return nil
	case result.Result.Value == nil:
		return fmt.Errorf("the result is %s", result.Result.Type)
	default:
		return json.Unmarshal(result.Result.Value, into)
	}
}
