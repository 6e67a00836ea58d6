package bill

import (
	"slices"
	"strings"
)

// The currencies of ISO 4217, by how many decimals their minor units make. The tables of browsers and of Unicode differ
// from it here and there (they say how prices are shown, not how they are counted), so this one is sent along.
var currencies = map[int]string{
	0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
	2: "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP " +
		"CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR " +
		"JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN " +
		"NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP " +
		"SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG",
	3: "BHD IQD JOD KWD LYD OMR TND",
	4: "CLF",
}

// Currency is one that a bill can be in.
type Currency struct {
	Code     string `json:"code"`
	Decimals int    `json:"decimals"`
}

var all = func() (list []Currency) {
	for decimals, codes := range currencies {
		for code := range strings.FieldsSeq(codes) {
			list = append(list, Currency{code, decimals})
		}
	}
	slices.SortFunc(list, func(a, b Currency) int { return strings.Compare(a.Code, b.Code) })
	return list
}()

// Currencies lists them by code.
func Currencies() []Currency { return slices.Clone(all) }

// Decimals tells how many decimals a currency's minor units make, and whether there is such a currency.
func Decimals(code string) (int, bool) {
	at, ok := slices.BinarySearchFunc(all, code, func(c Currency, code string) int { return strings.Compare(c.Code, code) })
	if !ok {
		return 0, false
	}
	return all[at].Decimals, true
}
