package cli_test

import (
	"net/http"
	"path/filepath"
	"regexp"
	"testing"
)

func TestStaffCreate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	generated := regexp.MustCompile(`^ruth <ruth@firm\.test> is staff now, as manager, .*\nPassword \(shown this once\): (\S{20,})\n$`)
	stdout, _ := run(t, 0, "staff", "create", "Ruth@Firm.test", "--dir", dir) // on an empty folder
	found := generated.FindStringSubmatch(stdout)
	if found == nil {
		t.Fatalf("it says %q, want %s", stdout, generated)
	}
	type account struct{ email, password, name, role string }
	accounts := []account{{"ruth@firm.test", found[1], "ruth", "manager"}}

	for _, a := range []struct {
		account
		flags []string
	}{
		{account{"daniel@firm.test", "a long password", "Daniel Finch", "editor"}, []string{"--name", "Daniel Finch"}},
		{account{"priya@firm.test", "a long password", "priya", "viewer"}, []string{"--role", "viewer"}},
		{account{"zoë@firm.test", "a long password", "zoë", "manager"}, []string{"--role=manager"}},
	} {
		stdout, _ := run(t, 0, append([]string{"staff", "create", a.email, a.password, "--dir", dir}, a.flags...)...)
		want := a.name + " <" + a.email + "> is staff now, as " + a.role + ", and can sign in to the dashboard.\n"
		if stdout != want {
			t.Errorf("it says %q, want %q", stdout, want)
		}
		accounts = append(accounts, a.account)
	}

	_, address := serve(t, "--http", "127.0.0.1:0", "--dir", dir)
	for _, a := range accounts {
		code, answer := signIn(t, address, "staff", a.email, a.password)
		record, _ := answer["record"].(map[string]any)
		if code != http.StatusOK || record["name"] != a.name || record["role"] != a.role {
			t.Errorf("%s signs in: %d %v", a.email, code, answer)
		}
	}
}

func TestStaffCreate_Refuses(t *testing.T) {
	dir := t.TempDir()
	run(t, 0, "staff", "create", "ruth@firm.test", "--dir", dir)
	for name, test := range map[string]struct {
		args []string
		want string
	}{
		"nobody": {nil, "portico: say which address the account is for: staff create EMAIL, and after it a password if you like\n"},
		"too much": {[]string{"a@firm.test", "password-1", "more"},
			"portico: say which address the account is for: staff create EMAIL, and after it a password if you like\n"},
		"a bad address":    {[]string{"ruth"}, "portico: \"ruth\" is not an email address\n"},
		"a taken address":  {[]string{"RUTH@firm.test"}, "portico: there is a staff account for ruth@firm.test already\n"},
		"a bad role":       {[]string{"b@firm.test", "--role", "boss"}, "portico: there is no role \"boss\": choose manager, editor or viewer\n"},
		"a short password": {[]string{"c@firm.test", "short"}, "portico: create the account: password: Must be at least 8 character(s).\n"},
		"an empty one":     {[]string{"d@firm.test", ""}, "portico: create the account: password: cannot be blank.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			stdout, stderr := run(t, 1, append([]string{"staff", "create", "--dir", dir}, test.args...)...)
			if stdout != "" || stderr != test.want {
				t.Errorf("it says %q %q, want %q", stdout, stderr, test.want)
			}
		})
	}
}
