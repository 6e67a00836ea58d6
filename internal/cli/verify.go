package cli

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
	"github.com/pocketbase/pocketbase/tools/types"
	"github.com/spf13/cobra"

	"portico/internal/verify"
)

func verifyCommand(app core.App) *cobra.Command {
	return &cobra.Command{
		Use:   "verify FILE",
		Short: "Tells whether a file is, byte for byte, what was signed here, and by whom",
		Long: "Tells whether a file is, byte for byte, what was signed here, and by whom. It exits with 0 if it is, and with 1\n" +
			"if not. Nothing is changed: it may run beside a server.",
		Example:      "  portico verify \"Engagement letter (signed).pdf\"",
		SilenceUsage: true,
		RunE: func(command *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("say which file: verify FILE")
			}
			return verifyFile(app, command.OutOrStdout(), args[0])
		},
	}
}

// refuseWrongFolder keeps a folder that is no installation's from being made one, only to say that nothing was signed there.
func refuseWrongFolder(app *pocketbase.PocketBase) {
	app.OnBootstrap().Bind(&hook.Handler[*core.BootstrapEvent]{Priority: -1000, Func: func(e *core.BootstrapEvent) error {
		command, _, err := app.RootCmd.Find(os.Args[1:])
		if err != nil || command.Name() != "verify" || command.Parent() != app.RootCmd {
			return e.Next()
		}
		if _, err := os.Stat(filepath.Join(app.DataDir(), "data.db")); err != nil {
			return noData(app)
		}
		return e.Next()
	}})
}

func noData(app core.App) error {
	return fmt.Errorf("no documents have been signed with the data in %s: name the right folder with --dir", app.DataDir())
}

func verifyFile(app core.App, out io.Writer, path string) error {
	// It could only answer that nothing was signed here.
	if !app.HasTable("signings") {
		return noData(app)
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	hash := sha256.New()
	size, err := io.Copy(hash, file)
	if err != nil {
		return fmt.Errorf("read file: %w", err)
	}
	answer, err := verify.File(app, file, size, hex.EncodeToString(hash.Sum(nil)))
	if err != nil {
		return err
	}
	switch answer.Result {
	case verify.Genuine, verify.Sealed:
		_, err := io.WriteString(out, tell(answer))
		return err
	case verify.Altered:
		return errors.New("this file carries a seal of ours that does not fit it: it was changed after it was signed, or the seal was copied from another file")
	default:
		return errors.New("this file was not signed here")
	}
}

// tell writes what is known of a file that is as it was sealed.
func tell(answer verify.Answer) string {
	var text strings.Builder
	rows := [][]string{{"SHA-256", answer.SHA256}, {"Sealed", moment(answer.Sealed)}}
	if answer.Stamped != "" {
		rows = append(rows, []string{"Time stamp", moment(answer.Stamped) + ", says " + cmp.Or(answer.StampedBy, "a server for time stamps") +
			"; whose server it is was not checked"})
	}
	if answer.Result == verify.Genuine {
		text.WriteString("Genuine: this is the signed document, unchanged.\n\n")
		rows = append([][]string{{"Title", answer.Title}}, rows...)
	} else {
		text.WriteString("Genuine: this file was sealed here and is unchanged. The database does not know it: it may have been put back\n" +
			"from an older backup. Who signed is told by the certificate at the file's end.\n\n")
	}
	for _, signer := range answer.Signers {
		rows = append(rows, []string{"Signed by", signer.Name + ", " + moment(signer.Signed)})
	}
	table(&text, rows)
	return text.String()
}

// moment writes a time of the database as people read it.
func moment(stored string) string {
	at, err := time.Parse(types.DefaultDateLayout, stored)
	if err != nil {
		return stored
	}
	return at.Format("2 January 2006, 15:04:05 UTC")
}
