package cli

import (
	"fmt"
	"net"
	"strings"
	"text/tabwriter"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"portico/internal/demo"
)

// greet says where the portal and the dashboard are, and what is needed to get in.
func (s *server) greet(app core.App, at net.Addr) error {
	var text strings.Builder
	address := s.address(at)
	text.WriteString("Portico is running; Ctrl+C stops it.\n\n")
	table(&text, [][]string{
		{"Portal", address + "/", "for clients"},
		{"Dashboard", address + "/_/", "for staff and the owner"},
	})
	if s.demo {
		s.introduceDemo(&text, at)
	}
	needsOwner, err := needsOwner(app)
	if err != nil {
		return err
	}
	if needsOwner {
		text.WriteString("\nThere is no owner account yet. Make one in another terminal:\n\n")
		fmt.Fprintf(&text, "  %s superuser create EMAIL PASS%s\n", program(), s.repeated())
	}
	_, err = fmt.Fprintln(s.out, text.String())
	return err
}

func (s *server) introduceDemo(text *strings.Builder, at net.Addr) {
	fmt.Fprintf(text, "\nThis is a demo: %s does not exist. ", demo.FirmName)
	if dir := s.given("dir"); dir == "" {
		text.WriteString("Its data is thrown away at the end.\n")
	} else {
		fmt.Fprintf(text, "Its data stays in %s.\n", dir)
	}
	if tcp, ok := at.(*net.TCPAddr); !ok || !tcp.IP.IsLoopback() {
		text.WriteString("Whoever reaches this address can sign in: the passwords are the same in every demo.\n")
	}
	fmt.Fprintf(text, "Everyone's password is %s\n\n", demo.Password)
	rows := [][]string{}
	for _, account := range demo.Accounts() {
		rows = append(rows, []string{account.Door, account.Email, account.Name + ", " + account.What})
	}
	table(text, rows)
}

// table writes rows in columns, set in by two blanks.
func table(text *strings.Builder, rows [][]string) {
	w := tabwriter.NewWriter(text, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		fmt.Fprintln(w, "  "+strings.Join(row, "\t"))
	}
	_ = w.Flush() // a strings.Builder takes everything
}

// address is where a browser on this machine, or for a domain on any, reaches the server that listens at at.
func (s *server) address(at net.Addr) string {
	if len(s.domains) > 0 {
		return "https://" + s.domains[0]
	}
	scheme, given, usual := "http", s.http, "80"
	if s.https != "" {
		scheme, given, usual = "https", s.https, "443"
	}
	// The host as it was given, which may be a name; the port as it was got: asked for 0, the system chose one.
	host, _, _ := net.SplitHostPort(given)
	_, port, _ := net.SplitHostPort(at.String())
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	if port == usual {
		if strings.Contains(host, ":") {
			host = "[" + host + "]"
		}
		return scheme + "://" + host
	}
	return scheme + "://" + net.JoinHostPort(host, port)
}

// needsOwner reports whether there is no owner account, but for the one that PocketBase makes for its installer.
func needsOwner(app core.App) (bool, error) {
	owners, err := app.CountRecords(core.CollectionNameSuperusers, dbx.Not(dbx.HashExp{"email": core.DefaultInstallerEmail}))
	if err != nil {
		return false, fmt.Errorf("count owner accounts: %w", err)
	}
	return owners == 0, nil
}

// repeated returns the flags that another command has to be told as well, to find the same data and to read it.
func (s *server) repeated() string {
	var flags strings.Builder
	for _, name := range []string{"dir", "encryptionEnv"} {
		if value := s.given(name); value != "" {
			flags.WriteString(" --" + name + " " + quote(value))
		}
	}
	return flags.String()
}

// quote makes a path fit for a shell.
func quote(path string) string {
	const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+"
	if strings.Trim(path, plain) == "" {
		return path
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}
