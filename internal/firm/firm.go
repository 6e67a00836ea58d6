// Package firm reads the firm's own settings.
package firm

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/pocketbase/dbx"
	validation "github.com/pocketbase/ozzo-validation/v4"
	"github.com/pocketbase/pocketbase/core"
)

// SettingsID is the id of the one record of portal_settings.
const SettingsID = "portalsettings0"

// Firm is what portal_settings says.
type Firm struct {
	Name               string
	AccentColor        string // "#rrggbb" or ""
	Logo               string // storage key of an image, or ""
	LogoName           string // changes with the image
	PortalEnabled      bool
	Letterhead         string // address, tax number and the like, for papers
	PaymentLink        string // where invoices are paid, with {number}, {amount} and {currency} to be filled in, or ""
	TimeServer         string // of RFC 3161, which stamps what is sealed, or ""
	URL                string // where the portal is reached, without a trailing slash
	UploadAssignee     string // id of a staff member, or ""
	UploadNotification string // text added to the mail about an upload
	MaxUploadSize      int64  // bytes
	AllowedTypes       []string
}

// Find reads the settings; it is one look-up by id and nothing is cached, so a change is true at once.
func Find(app core.App) (Firm, error) {
	r, err := app.FindRecordById("portal_settings", SettingsID)
	if err != nil {
		return Firm{}, fmt.Errorf("find portal settings: %w", err)
	}
	f := Firm{
		Name:               r.GetString("firm_name"),
		AccentColor:        r.GetString("accent_color"),
		LogoName:           r.GetString("logo"),
		PortalEnabled:      r.GetBool("portal_enabled"),
		Letterhead:         r.GetString("letterhead"),
		PaymentLink:        r.GetString("payment_link"),
		TimeServer:         r.GetString("time_server"),
		URL:                strings.TrimRight(r.GetString("portal_url"), "/"),
		UploadAssignee:     r.GetString("upload_assignee"),
		UploadNotification: r.GetString("upload_notification_text"),
		MaxUploadSize:      int64(r.GetInt("max_upload_size")),
		AllowedTypes:       r.GetStringSlice("allowed_types"),
	}
	if f.LogoName != "" {
		f.Logo = r.BaseFilesPath() + "/" + f.LogoName
	}
	if f.URL == "" {
		f.URL = strings.TrimRight(app.Settings().Meta.AppURL, "/")
	}
	return f, nil
}

var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

// CheckPaymentLink tells what is wrong with an address at which invoices are to be paid.
func CheckPaymentLink(link string) error {
	if link == "" {
		return nil
	}
	address, err := url.Parse(link)
	if err != nil || address.Scheme != "https" || address.Hostname() == "" {
		return validation.NewError("validation_invalid_link", "Enter an address that begins with https://.")
	}
	for _, found := range placeholder.FindAllString(link, -1) {
		if found != "{number}" && found != "{amount}" && found != "{currency}" {
			return validation.NewError("validation_unknown_placeholder",
				"Nothing is known to fill in for "+found+". Use {number}, {amount} and {currency}.")
		}
	}
	return nil
}

// Responsible returns the staff accounts that are to hear of something: the first of the preferred ids that is there, else
// whom uploads are assigned to, else all managers.
func Responsible(app core.App, preferred ...string) ([]*core.Record, error) {
	f, err := Find(app)
	if err != nil {
		return nil, err
	}
	for _, id := range append(preferred, f.UploadAssignee) {
		account, err := app.FindRecordById("staff", id)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("find staff account: %w", err)
		}
		return []*core.Record{account}, nil
	}
	managers, err := app.FindAllRecords("staff", dbx.HashExp{"role": "manager"})
	if err != nil {
		return nil, fmt.Errorf("find managers: %w", err)
	}
	return managers, nil
}
