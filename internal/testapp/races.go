package testapp

import "strings"

// Races returns the race detector's reports in what a server has printed, without those of PocketBase's settings: it
// replaces them under a lock (core/settings_query.go) and reads them without (core/base.go, every few seconds).
func Races(log string) []string {
	var races []string
	for report := range strings.SplitSeq(log, "==================\n") {
		if strings.Contains(report, "DATA RACE") && !strings.Contains(report, "core.(*Settings).loadParam") {
			races = append(races, report)
		}
	}
	return races
}
