package press.lords.platform;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's nginx as the measure: it serves the same bytes from a file. */
record Nginx(Process process, URI page) implements AutoCloseable {

    static Nginx serving(byte[] page, Path folder) throws IOException {
        var port = RunningPress.freePort();
        Files.createDirectories(folder);
        Files.write(folder.resolve("page.json"), page);
        Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                user root;
                worker_processes auto;
                pid nginx.pid;
                error_log error.log;
                events {}
                http {
                    access_log off;
                    sendfile on;
                    tcp_nopush on;
                    keepalive_requests 10000;
                    default_type application/json;
                    server { listen 127.0.0.1:%d; root .; }
                }
                """.formatted(port));
        var process = new ProcessBuilder("nginx", "-p", folder.toString(), "-c", "nginx.conf")
                .inheritIO()
                .start();
        return new Nginx(process, URI.create("http://127.0.0.1:" + port + "/page.json"));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
