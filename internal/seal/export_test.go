package seal

import "context"

// Examine is what Check does, without the process of its own.
var Examine = examine

// Settle gives what Prepare makes of a PDF without more pages, in this process.
func Settle(ctx context.Context, data []byte) ([]byte, error) {
	return prepare(ctx, data, Info{}, func(Info) ([]byte, error) { return nil, nil })
}
