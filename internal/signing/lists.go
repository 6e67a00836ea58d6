package signing

import (
	"time"

	"github.com/pocketbase/dbx"
)

// soon is how many days before it expires a round is pressing.
const soon = 3

// ForStaff finds the rounds in which a member of staff can sign now, as IsTurnOf has it.
func ForStaff(staff string) dbx.Expression {
	return dbx.NewExp(`id IN (
		SELECT s.signing FROM signatures s JOIN signings g ON g.id = s.signing
		WHERE s.staff = {:staff} AND s.staff != '' AND s.state = 'waiting' AND g.status = 'sent'
			AND (g.in_order = FALSE OR NOT EXISTS (
				SELECT 1 FROM signatures o WHERE o.signing = s.signing AND o.position < s.position AND o.state = 'waiting')))`,
		dbx.Params{"staff": staff})
}

// ExpiresSoon finds the rounds that wait for signers and will not for much longer.
func ExpiresSoon(now time.Time) dbx.Expression {
	return dbx.NewExp("status = 'sent' AND due != '' AND due <= {:soon}",
		dbx.Params{"soon": now.AddDate(0, 0, soon).Format(time.DateOnly)})
}
