// Package cli is what the portico binary understands: a serve command that says what people need to know, PocketBase's
// superuser command, and one for staff accounts.
package cli

import (
	"cmp"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/pocketbase/pocketbase"
	"github.com/pocketbase/pocketbase/cmd"
	"github.com/pocketbase/pocketbase/tools/osutils"
	"github.com/spf13/pflag"

	"portico/internal/storage"
)

// Flags are the flags of serve that must be known before there is an app: they decide where its data is and what is
// bound to it. Cobra reads them again, along with all others, and refuses what it does not know.
type Flags struct {
	Demo       bool
	SQLConsole bool

	filled bool // the demo, before a restore
	set    *pflag.FlagSet
}

// ParseFlags reads the flags out of the arguments and leaves everything else to cobra.
func ParseFlags(args []string) *Flags {
	f := &Flags{set: pflag.NewFlagSet("serve", pflag.ContinueOnError)}
	f.set.Usage = func() {}
	f.set.ParseErrorsAllowlist.UnknownFlags = true
	f.set.BoolVar(&f.Demo, "demo", false,
		"serve a firm that does not exist, on throw-away data or in the empty folder that --dir names")
	f.set.BoolVar(&f.SQLConsole, "sql-console", false,
		"allow the owner PocketBase's SQL console, which reads password hashes as well")
	_ = f.set.Parse(args) // cobra finds the same fault and says so
	return f
}

// demoFilled is the environment variable by which a demo tells the process that takes its place, after a restore, where
// its data are.
const demoFilled = "PORTICO_DEMO_FILLED"

// NewApp makes the app, and what has to be done when it has ended. A demo gets a data folder of its own, or one that is
// empty: it never touches anyone's data.
func NewApp(flags *Flags) (app *pocketbase.PocketBase, end func(), err error) {
	config := pocketbase.Config{DBConnect: storage.Connect, HideStartBanner: true}
	filled := os.Getenv(demoFilled)
	if flags.Demo {
		config.DefaultDataDir = cmp.Or(filled, filepath.Join(os.TempDir(), "portico-demo-"+rand.Text()))
	}
	app = pocketbase.NewWithConfig(config)
	app.RootCmd.Short = "A client portal in one binary"
	app.RootCmd.Version = version()
	if err := requireKey(app.EncryptionEnv()); err != nil {
		return nil, nil, err
	}

	end = func() {}
	if !flags.Demo {
		return app, end, nil
	}
	flags.filled = filled == app.DataDir()
	if !app.RootCmd.PersistentFlags().Changed("dir") {
		end = func() { _ = os.RemoveAll(app.DataDir()) }
	}
	if !flags.filled {
		err = makeEmpty(app.DataDir())
	}
	return app, end, err
}

// AddCommands adds everything that the binary can be told to do.
func AddCommands(app *pocketbase.PocketBase, flags *Flags) {
	app.RootCmd.AddCommand(
		serveCommand(app, flags),
		staffCommand(app),
		auditCommand(app),
		verifyCommand(app),
		cmd.NewSuperuserCommand(app),
	)
	refuseWrongFolder(app)
}

// keyLength is what PocketBase asks of the key that encrypts its settings.
const keyLength = 32

// requireKey refuses a key that is not there, without which PocketBase would write the settings in clear.
func requireKey(variable string) error {
	if length := len(os.Getenv(variable)); variable != "" && length != keyLength {
		return fmt.Errorf("--encryptionEnv %s: this variable has to hold a key of %d characters, and holds %d",
			variable, keyLength, length)
	}
	return nil
}

// makeEmpty makes a folder for a demo, or refuses one that somebody uses.
func makeEmpty(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make a folder for the demo: %w", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("look into the folder for the demo: %w", err)
	}
	if len(entries) > 0 {
		return fmt.Errorf("the demo fills an empty folder, and %s is not empty: name another one with --dir, "+
			"or leave out --demo to go on with the data that is there", dir)
	}
	return nil
}

// program is how the person at the shell called the program.
func program() string {
	// PocketBase takes every program below the temp or cache folder for one made by go run; a binary that somebody built
	// there stands in no folder of the toolchain's.
	called := os.Args[0]
	inToolchain := strings.Contains(called, "go-build") || strings.HasSuffix(filepath.Dir(called), "-d")
	if osutils.IsProbablyGoRun() && inToolchain {
		return "go run ."
	}
	return called
}

func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(unknown)"
	}
	return info.Main.Version
}
