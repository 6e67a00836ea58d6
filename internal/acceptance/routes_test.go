package acceptance

import (
	"errors"
	"reflect"
	"slices"
	"syscall"
	"testing"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"

	"portico/hooks"
	"portico/internal/storage"
	"portico/internal/testapp"
)

var errCollected = errors.New("the routes are known, nothing is to be served")

// registeredRoutes returns every route there is, PocketBase's own among them, as "GET /api/portal/requests/{id}".
func registeredRoutes(t *testing.T) []string {
	t.Helper()
	migrated := testapp.Start(t)
	migrated.Stop(syscall.SIGTERM)
	app := core.NewBaseApp(core.BaseAppConfig{DataDir: migrated.Dir, DBConnect: storage.Connect})
	hooks.Register(app, hooks.Options{})
	if err := app.Bootstrap(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = app.ClearBootstrap() }()
	var routes []string
	app.OnServe().Bind(&hook.Handler[*core.ServeEvent]{
		Priority: 1_000_000, // behind everything that adds routes
		Func: func(e *core.ServeEvent) error {
			routes = routesIn(reflect.ValueOf(e.Router.RouterGroup), "")
			return errCollected
		},
	})
	if err := apis.Serve(app, apis.ServeConfig{HttpAddr: "127.0.0.1:0"}); !errors.Is(err, errCollected) {
		t.Fatal(err)
	}
	slices.Sort(routes)
	return slices.Compact(routes)
}

// routesIn walks a router's group, which keeps its children to itself.
func routesIn(group reflect.Value, prefix string) (routes []string) {
	group = reflect.Indirect(group)
	path := prefix + group.FieldByName("Prefix").String()
	children := group.FieldByName("children")
	for i := range children.Len() {
		child := reflect.Indirect(children.Index(i).Elem())
		if child.FieldByName("children").IsValid() {
			routes = append(routes, routesIn(child, path)...)
			continue
		}
		routes = append(routes, child.FieldByName("Method").String()+" "+path+child.FieldByName("Path").String())
	}
	return routes
}
