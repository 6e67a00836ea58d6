package signing

import (
	"time"

	"github.com/pocketbase/dbx"
)

// soon is how many days before it expires a round is pressing.
const soon = 3

// IsTurn is true in SQL for a signature (s, of a round g) that can be given now, as IsTurnOf has it.
const IsTurn = `(g.status = 'sent' AND s.state = 'waiting' AND (g.in_order = FALSE OR NOT EXISTS (
	SELECT 1 FROM signatures o WHERE o.signing = g.id AND o.position < s.position AND o.state = 'waiting')))`

// ForStaff finds the rounds in which a member of staff can sign now.
func ForStaff(staff string) dbx.Expression {
	return dbx.NewExp(`id IN (SELECT s.signing FROM signatures s JOIN signings g ON g.id = s.signing
		WHERE s.staff = {:staff} AND s.staff != '' AND `+IsTurn+`)`, dbx.Params{"staff": staff})
}

// untold finds the rounds (g) in which somebody can sign now who has not been told.
func untold() dbx.Expression {
	return dbx.NewExp("g.status = 'sent' AND EXISTS (SELECT 1 FROM signatures s WHERE s.signing = g.id AND s.told = '' AND " + IsTurn + ")")
}

// ExpiresSoon finds the rounds that wait for signers and will not for much longer.
func ExpiresSoon(now time.Time) dbx.Expression {
	return dbx.NewExp("status = 'sent' AND due != '' AND due <= {:soon}",
		dbx.Params{"soon": now.AddDate(0, 0, soon).Format(time.DateOnly)})
}
