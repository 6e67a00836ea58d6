package acceptance

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"strings"
	"testing"

	"portico/internal/testapp"
)

func (s *site) addPhoto(t *testing.T, log string) string {
	t.Helper()
	answer := s.editor.Upload("POST", "/api/desk/documents/"+log+"/photos", nil, "Fundament Süd.jpg", snapshot(t)).Want(http.StatusOK)
	photos := answer.At("log.photos").([]any)
	return photos[len(photos)-1].(map[string]any)["id"].(string)
}

// The photos of a log are seen by those who see the log, and go with it.
func TestHO01_PhotosAreSeenWithTheirLog(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	id := s.write("daily_log", "")
	taken := s.addPhoto(t, id)
	path := uploads + "/" + id + "/photos/" + taken
	s.annClient.Call("GET", path, nil).Want(http.StatusNotFound)
	share := s.editor.Share(id, "project", s.project)
	got := s.annClient.Call("GET", path, nil).Want(http.StatusOK)
	if !bytes.Equal(got.Body, snapshot(t)) || got.Header.Get("Content-Type") != "image/jpeg" || !strings.Contains(got.Header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("the photo comes as %v", got.Header)
	}
	s.bobClient.Call("GET", path, nil).Want(http.StatusNotFound)
	s.Stranger().Call("GET", path, nil).Want(http.StatusUnauthorized)
	other := s.write("daily_log", "")
	s.editor.Share(other, "contact", s.bob)
	s.bobClient.Call("GET", uploads+"/"+other+"/photos/"+taken, nil).Want(http.StatusNotFound) // of another log

	stored := len(s.stored())
	for what, refused := range map[string]*testapp.Answer{
		"not a photo":     s.editor.Upload("POST", "/api/desk/documents/"+id+"/photos", nil, "a.jpg", pdf),
		"nothing":         s.editor.Upload("POST", "/api/desk/documents/"+id+"/photos", nil, "a.jpg", nil),
		"of an invoice":   s.editor.Upload("POST", "/api/desk/documents/"+s.write("invoice", "sent")+"/photos", nil, "a.jpg", snapshot(t)),
		"of a plain file": s.editor.Upload("POST", "/api/desk/documents/"+s.document+"/photos", nil, "a.jpg", snapshot(t)),
		"not shown by any browser": s.editor.Upload("POST", "/api/desk/documents/"+id+"/photos", nil, "a.tiff",
			append([]byte("II*\x00\x08\x00\x00\x00"), make([]byte, 64)...)),
	} {
		if refused.Status != http.StatusBadRequest {
			t.Errorf("%s: %d %s", what, refused.Status, refused.Body)
		}
	}
	if n := len(s.stored()); n != stored {
		t.Errorf("refused photos leave %d files", n-stored)
	}
	var second bytes.Buffer
	if err := png.Encode(&second, image.NewGray(image.Rect(0, 0, 3, 3))); err != nil {
		t.Fatal(err)
	}
	s.editor.Upload("POST", "/api/desk/documents/"+id+"/photos", nil, "b.png", second.Bytes()).Want(http.StatusOK)
	s.editor.Call("DELETE", "/api/desk/documents/"+id+"/photos/"+taken, nil).Want(http.StatusNoContent)
	s.annClient.Call("GET", path, nil).Want(http.StatusNotFound)
	s.Restart() // files and records are compared
	testapp.Eventually(t, "only what is named is kept", func() error {
		if n := len(s.stored()); n != stored {
			return fmt.Errorf("%d files, want %d", n, stored)
		}
		return nil
	})
	if photos := s.annClient.Call("GET", uploads+"/"+id, nil).Want(http.StatusOK).At("log.photos").([]any); len(photos) != 1 {
		t.Errorf("%d photos are left", len(photos))
	}
	s.editor.Call("DELETE", "/api/collections/shares/records/"+share, nil).Want(http.StatusNoContent)
	s.annClient.Call("GET", path, nil).Want(http.StatusNotFound)
	s.editor.Call("DELETE", "/api/collections/documents/records/"+id, nil).Want(http.StatusNoContent)
	if n := len(s.stored()); n != stored-1 {
		t.Errorf("%d files after the log is deleted, want %d", n, stored-1)
	}
	last := s.write("daily_log", "")
	s.addPhoto(t, last)
	s.editor.Call("DELETE", projects+"/"+s.project, nil).Want(http.StatusNoContent)
	for _, collection := range []string{"daily_logs", "daily_log_photos", "bills"} {
		if n := s.owner.Call("GET", "/api/collections/"+collection+"/records", nil).Int("totalItems"); n != 0 {
			t.Errorf("%d of %s are left after their project", n, collection)
		}
	}
	if n := len(s.stored()); n != stored-2 { // nor the photo, nor the project's plan
		t.Errorf("%d files are left after the project, want %d", n, stored-2)
	}
}
