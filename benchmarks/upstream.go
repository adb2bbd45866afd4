package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

// upstream is a provider that answers at once and always the same.
type upstream struct {
	url, caFile string
}

func startUpstream(https bool, caFile string) (upstream, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return upstream{}, err
	}
	port := listener.Addr().(*net.TCPAddr).Port
	server := &http.Server{Handler: http.HandlerFunc(answer)}
	if !https {
		go server.Serve(listener)
		return upstream{url: fmt.Sprintf("http://localhost:%d", port)}, nil
	}
	certificate, err := authority(caFile)
	if err != nil {
		return upstream{}, err
	}
	server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{certificate}}
	go server.ServeTLS(listener, "", "")
	return upstream{url: fmt.Sprintf("https://localhost:%d", port), caFile: caFile}, nil
}

// authority makes a certificate that vouches for itself, and writes it to the file.
func authority(file string) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return tls.Certificate{}, err
	}
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, os.WriteFile(file, block, 0o600)
}

var whole = fmt.Sprintf(`{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":%q},"finish_reason":"stop"}],"usage":{"prompt_tokens":20,"completion_tokens":180,"total_tokens":200}}`, strings.Repeat("word ", 160))

func answer(w http.ResponseWriter, r *http.Request) {
	request, _ := io.ReadAll(r.Body)
	var chunks, millis int
	if at := strings.Index(string(request), `"stream-`); at >= 0 {
		fmt.Sscanf(string(request[at:]), `"stream-%d-%d"`, &chunks, &millis)
	}
	if chunks == 0 {
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, whole)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	ticker := time.NewTicker(time.Duration(millis) * time.Millisecond)
	defer ticker.Stop()
	for i := 0; i < chunks; i++ {
		if i > 0 {
			<-ticker.C
		}
		// The text is when it was sent, so that whoever reads it knows how late it is.
		fmt.Fprintf(w, `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"@%d@"},"finish_reason":null}]}`+"\n\n", time.Now().UnixNano())
		w.(http.Flusher).Flush()
	}
	io.WriteString(w, `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}`+"\n\n"+
		`data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":20,"completion_tokens":50,"total_tokens":70}}`+"\n\ndata: [DONE]\n\n")
}
