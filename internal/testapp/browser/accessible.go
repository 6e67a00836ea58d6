package browser

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// violation is a rule of axe's that a page breaks.
type violation struct {
	ID, Impact, Help string
	Nodes            []struct {
		HTML           string
		FailureSummary string
	}
}

// Accessible fails the test for every serious or critical violation that axe finds on the page as it is.
func (p *Page) Accessible(what string) {
	p.t.Helper()
	for _, v := range p.violations() {
		for _, node := range v.Nodes {
			p.t.Errorf("%s: %s (%s, %s)\n%s\n%s", what, v.Help, v.ID, v.Impact, node.HTML, node.FailureSummary)
		}
	}
}

func (p *Page) violations() []violation {
	p.t.Helper()
	source, err := axe()
	if err != nil {
		p.t.Fatal(err)
	}
	p.Evaluate("void (globalThis.axe || function () {"+source+"}.call(globalThis))", nil)
	var found []violation
	// What still fades in has the colours of neither its beginning nor its end; and what began to while axe looked, as when
	// something arrives, is looked at again.
	p.Evaluate(`(async () => {
		let moved = 0;
		const move = () => moved++;
		document.addEventListener("transitionrun", move);
		for (let looks = 1; ; looks++) {
			const passing = document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().endTime < Infinity);
			await Promise.allSettled(passing.map((animation) => animation.finished));
			const before = moved;
			const { violations } = await axe.run(document, { resultTypes: ["violations"], iframes: false });
			const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
			if (grave.length > 0 && moved > before && looks < 5) continue;
			document.removeEventListener("transitionrun", move);
			return grave;
		}
	})()`, &found)
	return found
}

var axe = sync.OnceValues(func() (string, error) {
	root, err := os.Getwd()
	for err == nil {
		var source []byte
		source, err = os.ReadFile(filepath.Join(root, "node_modules", "axe-core", "axe.min.js"))
		if err == nil {
			return string(source), nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			break
		}
		if _, here := os.Stat(filepath.Join(root, "go.mod")); here == nil {
			return "", errors.New("axe is not installed: run `npm ci` first (`./test` does)")
		}
		root, err = filepath.Dir(root), nil
		if strings.HasSuffix(root, string(filepath.Separator)) {
			return "", errors.New("this is not Portico's source")
		}
	}
	return "", err
})
