package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// target is where requests are sent; without a process it is the upstream itself.
type target struct {
	name, url, key string
	process        *exec.Cmd
}

func startNginx(up upstream, folder string) (target, error) {
	port, err := freePort()
	if err != nil {
		return target{}, err
	}
	configuration := fmt.Sprintf(`daemon off; worker_processes auto; pid %[1]s/pid; error_log %[1]s/error.log;
events { worker_connections 8192; }
http {
  access_log off; keepalive_requests 1000000; client_body_temp_path %[1]s/body; proxy_temp_path %[1]s/proxy;
  fastcgi_temp_path %[1]s/f; uwsgi_temp_path %[1]s/u; scgi_temp_path %[1]s/s;
  upstream up { server %[2]s; keepalive 256; }
  server { listen 127.0.0.1:%[3]d; location / {
    proxy_pass %[4]s://up; proxy_ssl_verify off; proxy_ssl_session_reuse on; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_buffering off; } }
}`, folder, up.url[strings.Index(up.url, "//")+2:], port, up.url[:strings.Index(up.url, ":")])
	file := filepath.Join(folder, "nginx.conf")
	if err := os.WriteFile(file, []byte(configuration), 0o600); err != nil {
		return target{}, err
	}
	at := target{name: "nginx", url: fmt.Sprintf("http://127.0.0.1:%d", port), key: "none"}
	at.process = exec.Command("nginx", "-c", file, "-e", filepath.Join(folder, "error.log"))
	return at, at.start(func() bool { return reachable(at.url) })
}

func startSyngate(up upstream, folder string) (target, error) {
	port, err := freePort()
	if err != nil {
		return target{}, err
	}
	at := target{name: "Syngate", url: fmt.Sprintf("http://127.0.0.1:%d", port)}
	at.process = exec.Command("../syngate", "serve", "--port", strconv.Itoa(port), "--data-dir", folder)
	if err := at.start(func() bool { return reachable(at.url + "/healthz") }); err != nil {
		return at, err
	}
	provider := map[string]any{"name": "bench", "base_url": up.url + "/v1", "models": []string{"fast", "stream-50-20", "stream-60-200"}, "input": "1", "output": "2"}
	if up.caFile != "" {
		provider["ca_file"] = up.caFile
	}
	if _, err := at.admin(folder, "providers", provider); err != nil {
		return at, err
	}
	made, err := at.admin(folder, "keys", map[string]any{"name": "bench", "rpm": "unlimited", "tpm": "unlimited"})
	if err != nil {
		return at, err
	}
	at.key, _ = made["secret"].(string)
	return at, nil
}

func (t target) admin(folder, path string, fields map[string]any) (map[string]any, error) {
	token, err := os.ReadFile(filepath.Join(folder, "admin.token"))
	if err != nil {
		return nil, err
	}
	body, _ := json.Marshal(fields)
	request, _ := http.NewRequest("POST", t.url+"/api/admin/v1/"+path, bytes.NewReader(body))
	request.Header.Set("Authorization", "Bearer "+strings.TrimSpace(string(token)))
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	var answer map[string]any
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || response.StatusCode >= 300 {
		return nil, fmt.Errorf("%s: %s %v", path, response.Status, answer["error"])
	}
	return answer, nil
}

// start runs the process and waits until it serves; building Syngate may take minutes.
func (t target) start(serves func() bool) error {
	t.process.Stderr = os.Stderr
	t.process.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := t.process.Start(); err != nil {
		return err
	}
	for end := time.Now().Add(10 * time.Minute); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if serves() {
			return nil
		}
	}
	return errors.New(t.name + " did not come up")
}

func (t target) stop() {
	if t.process != nil && t.process.Process != nil {
		syscall.Kill(-t.process.Process.Pid, syscall.SIGTERM)
		t.process.Wait()
	}
}

func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}

func reachable(url string) bool {
	response, err := http.Get(url)
	if err == nil {
		response.Body.Close()
	}
	return err == nil
}

// pids are those of the process and of all that it started.
func (t target) pids() []string {
	if t.process == nil {
		return nil
	}
	found := []string{strconv.Itoa(t.process.Process.Pid)}
	for i := 0; i < len(found); i++ {
		children, _ := os.ReadFile("/proc/" + found[i] + "/task/" + found[i] + "/children")
		found = append(found, strings.Fields(string(children))...)
	}
	return found
}

func (t target) cpuSeconds() (seconds float64) {
	for _, pid := range t.pids() {
		stat, _ := os.ReadFile("/proc/" + pid + "/stat")
		fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
		if len(fields) > 12 {
			user, _ := strconv.ParseFloat(fields[11], 64)
			kernel, _ := strconv.ParseFloat(fields[12], 64)
			seconds += (user + kernel) / 100
		}
	}
	return seconds
}

func (t target) peakMegabytes() (sum float64) {
	for _, pid := range t.pids() {
		status, _ := os.ReadFile("/proc/" + pid + "/status")
		for _, line := range strings.Split(string(status), "\n") {
			if strings.HasPrefix(line, "VmHWM:") {
				kilobytes, _ := strconv.ParseFloat(strings.Fields(line)[1], 64)
				sum += kilobytes / 1024
			}
		}
	}
	return sum
}
