package seal

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// What checking a PDF may take.
const (
	checkTime   = 20 * time.Second
	checkMemory = 768 << 20
)

// apart is the variable that tells this program, started again by Check, that it is there to examine a PDF.
const apart = "PORTICO_EXAMINES_PDF"

// turn lets one check or preparation run at a time: each may take the memory that it may take. Whoever waits holds none.
var turn = make(chan struct{}, 1)

func takeTurn(ctx context.Context) error {
	select {
	case turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func giveTurn() { <-turn }

// Check tells what a PDF is like, or, as an UnfitError, why it cannot be signed. It may come from anyone, and what reads
// it is large: so it is read by a process of its own, this program once more, which has its time and memory taken away by
// the system when it takes too much of them. What went through Check is small enough to be read here.
//
// A PDF that is encrypted and opens without a password is fit, if it may be changed: that encryption keeps nobody out, and
// the sealed file goes without it. One whose author does not let it be changed is ErrRestricted.
//
// The PDF is opened when its turn has come.
func Check(ctx context.Context, open func() (io.ReadCloser, error)) (Info, error) {
	if err := takeTurn(ctx); err != nil {
		return Info{}, err
	}
	defer giveTurn()
	file, err := open()
	if err != nil {
		return Info{}, err
	}
	defer file.Close()
	return checkApart(ctx, io.LimitReader(file, MaxSize+1))
}

// Prepare makes what signers are shown of a PDF, and what is sealed: the same bytes, and behind them more pages, where there
// are to be some. Where it can be added to as it is, its own bytes are kept; it is mended or written anew where it
// cannot, and refused as ErrAmbiguous where it could say something else then. What Prepare gives out is checked as if it came
// from anyone, and Finish takes it as it is.
func Prepare(ctx context.Context, read func() ([]byte, error), more func(Info) ([]byte, error)) ([]byte, Info, error) {
	if err := takeTurn(ctx); err != nil {
		return nil, Info{}, err
	}
	defer giveTurn()
	data, err := read()
	if err != nil {
		return nil, Info{}, err
	}
	info, err := checkApart(ctx, bytes.NewReader(data))
	if err != nil {
		return nil, Info{}, err
	}
	if data, err = prepare(ctx, data, info, more); err != nil {
		return nil, Info{}, err
	}
	info, err = checkApart(ctx, bytes.NewReader(data))
	return data, info, err
}

// prepare makes of a PDF what can be added to as it is.
func prepare(ctx context.Context, data []byte, info Info, more func(Info) ([]byte, error)) ([]byte, error) {
	d, err := settle(ctx, data)
	if err != nil {
		return nil, err
	}
	data = d.data
	pages, err := more(info)
	if err != nil {
		return nil, err
	}
	if pages != nil {
		if data, err = Append(ctx, data, pages); err != nil {
			return nil, fmt.Errorf("add pages: %w", err)
		}
	}
	_, err = open(ctx, data)
	return data, err
}

func checkApart(ctx context.Context, pdf io.Reader) (Info, error) {
	limited, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	out, err := askApart(limited, pdf)
	if ctx.Err() != nil {
		return Info{}, ctx.Err()
	}
	if err != nil {
		return Info{}, err
	}
	if out.Unfit == "" {
		return out.Info, nil
	}
	if out.Why == "" {
		return Info{}, out.Unfit
	}
	return Info{}, fmt.Errorf("%s: %w", out.Why, out.Unfit)
}

// finding is what the process apart says.
type finding struct {
	Info  Info
	Unfit UnfitError
	Why   string
}

func askApart(ctx context.Context, pdf io.Reader) (finding, error) {
	program, err := os.Executable()
	if err != nil {
		return finding{}, fmt.Errorf("check PDF: %w", err)
	}
	if runtime.GOOS == "linux" {
		program = "/proc/self/exe" // it is still there when an upgrade has replaced the file
	}
	cmd := exec.CommandContext(ctx, program) //nolint:gosec // it is this program
	cmd.Env = []string{apart + "=1", "GOTRACEBACK=none", "TMPDIR=" + os.TempDir()}
	cmd.Stdin = pdf
	cmd.WaitDelay = time.Second
	said, err := cmd.Output()
	var out finding
	if err == nil {
		err = json.Unmarshal(said, &out)
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return finding{}, fmt.Errorf("%w: %w", err, ErrTooComplex)
	}
	if err != nil {
		return finding{}, fmt.Errorf("check PDF: %w", err)
	}
	return out, nil
}

// A program that imports this package is its own checker: started with that variable, it does that and nothing else.
func init() { //nolint:gochecknoinits // before main, and before the flags of a test
	if os.Getenv(apart) == "" {
		return
	}
	if err := examineApart(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func examineApart(in io.Reader, out io.Writer) error {
	if err := limitMemory(checkMemory); err != nil {
		return fmt.Errorf("limit memory: %w", err)
	}
	data, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	var found finding
	found.Info, err = examine(context.Background(), data)
	if err != nil {
		if !errors.As(err, &found.Unfit) {
			found.Unfit = ErrBroken
		}
		found.Why = strings.TrimSuffix(strings.TrimSuffix(err.Error(), found.Unfit.Error()), ": ")
	}
	return json.NewEncoder(out).Encode(found)
}

// limitMemory lets this process have so much more memory than it has now.
func limitMemory(more uint64) error {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return nil //nolint:nilerr // not on Linux: the time is limited still
	}
	_, after, _ := strings.Cut(string(status), "VmData:")
	kilobytes, err := strconv.ParseUint(strings.Fields(after)[0], 10, 64)
	if err != nil {
		return err
	}
	limit := kilobytes<<10 + more
	return syscall.Setrlimit(syscall.RLIMIT_DATA, &syscall.Rlimit{Cur: limit, Max: limit})
}
