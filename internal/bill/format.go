package bill

import (
	"strconv"
	"strings"
)

// Format writes an amount of minor units as on paper, in any country's eyes: 1,234.50.
func Format(amount int64, currency string) string {
	decimals, _ := Decimals(currency)
	return fixed(amount, decimals)
}

// Percent writes basis points: 1950 is 19.5 %.
func Percent(points int) string {
	s := fixed(int64(points), 2)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".") + " %"
}

func fixed(n int64, decimals int) string {
	sign := ""
	if n < 0 {
		sign, n = "−", -n
	}
	digits := strconv.FormatInt(n, 10)
	if short := decimals + 1 - len(digits); short > 0 {
		digits = strings.Repeat("0", short) + digits
	}
	units, places := digits[:len(digits)-decimals], digits[len(digits)-decimals:]
	for at := len(units) - 3; at > 0; at -= 3 {
		units = units[:at] + "," + units[at:]
	}
	if places == "" {
		return sign + units
	}
	return sign + units + "." + places
}

// Plain writes an amount as programs read it: 1234.50.
func Plain(amount int64, decimals int) string {
	return strings.NewReplacer(",", "", "−", "-").Replace(fixed(amount, decimals))
}
