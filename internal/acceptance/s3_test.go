package acceptance

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// With S3 configured, documents live there and behave the same.
func TestDocumentsLiveInS3(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	bucket := s3mem.New()
	if err := bucket.CreateBucket("firm"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(gofakes3.New(bucket).Server())
	defer server.Close()
	w.owner.Call("PATCH", "/api/settings", map[string]any{"s3": map[string]any{
		"enabled": true, "endpoint": server.URL, "bucket": "firm", "region": "eu", "accessKey": "a", "secret": "s", "forcePathStyle": true,
	}}).Want(http.StatusOK)
	objects := func() int {
		list, err := bucket.ListBucket("firm", nil, gofakes3.ListBucketPage{})
		if err != nil {
			t.Fatal(err)
		}
		return len(list.Contents)
	}

	local := len(w.stored())
	content := bytes.Repeat([]byte("line of text\n"), 100_000)
	id := w.annClient.Upload("POST", uploads, map[string]string{"title": "t"}, "notes.txt", content).Want(http.StatusOK).String("id")
	if objects() != 1 || len(w.stored()) != local || len(w.leftovers()) != 0 {
		t.Errorf("%d objects in S3, %d files here, %v staged", objects(), len(w.stored())-local, w.leftovers())
	}
	path := uploads + "/" + id + "/file"
	if got := w.annClient.Call("GET", path, nil).Want(http.StatusOK); !bytes.Equal(got.Body, content) {
		t.Errorf("got %d bytes back", len(got.Body))
	}
	req := w.annClient.Request("GET", path, nil)
	req.Header.Set("Range", "bytes=13-24")
	if got := w.annClient.Send(req).Want(http.StatusPartialContent); string(got.Body) != "line of text" {
		t.Errorf("a range is %q", got.Body)
	}
	w.editor.Upload("PUT", "/api/desk/documents/"+id+"/file", nil, "other.txt", []byte("other")).Want(http.StatusOK)
	if got := w.annClient.Call("GET", path, nil).Want(http.StatusOK); string(got.Body) != "other" || objects() != 1 {
		t.Errorf("after replacing: %q, %d objects", got.Body, objects())
	}
	w.annClient.Call("DELETE", uploads+"/"+id, nil).Want(http.StatusNoContent)
	if objects() != 0 {
		t.Errorf("%d objects after deleting", objects())
	}
	w.annClient.Call("GET", path, nil).Want(http.StatusNotFound)
}
