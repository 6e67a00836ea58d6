package cli

import (
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
	"syscall"
)

// listen takes the port that a flag names, or says in a sentence why it cannot be had and what to do about it.
func listen(flag, address string) (net.Listener, error) {
	var wrong *net.AddrError
	listener, err := net.Listen("tcp", address) //nolint:noctx // nothing here could cancel it
	switch {
	case err == nil:
		return listener, nil
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("%s is taken by another program, which may be a Portico that runs already: "+
			"stop that one, or choose another port%s", address, suggestion(flag, address))
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("this account may not listen on %s: ports below 1024 need a right, "+
			"which `sudo setcap cap_net_bind_service=+ep %s` gives to the program", address, os.Args[0])
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return nil, fmt.Errorf("this machine has no address %s to listen on", address)
	case errors.As(err, &wrong):
		return nil, fmt.Errorf("%s %s is no address to listen on; it looks like 127.0.0.1:8091", flag, address)
	default:
		return nil, fmt.Errorf("listen on %s: %w", address, err)
	}
}

// suggestion names the next port, unless it is one of those that the web expects.
func suggestion(flag, address string) string {
	host, port, err := net.SplitHostPort(address)
	number, numberErr := strconv.Atoi(port)
	if err != nil || numberErr != nil || number <= 1024 || number == 65535 {
		return ""
	}
	return ", for example with " + flag + " " + net.JoinHostPort(host, strconv.Itoa(number+1))
}

// lockFolder keeps a second server out of a data folder that one works in: each would clear away what the other has not
// finished, and mails would go out twice. Commands may work beside a server.
func lockFolder(dir string) (*os.File, error) {
	folder, err := os.Open(dir)
	if err != nil {
		return nil, fmt.Errorf("open data folder: %w", err)
	}
	// Some network file systems cannot lock: there the warning is all that is lost.
	if err := syscall.Flock(int(folder.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); errors.Is(err, syscall.EWOULDBLOCK) {
		_ = folder.Close()
		return nil, fmt.Errorf("another Portico serves the data in %s: stop that one first, "+
			"or name another folder with --dir", dir)
	}
	return folder, nil
}
