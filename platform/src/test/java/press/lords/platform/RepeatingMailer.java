package press.lords.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Sends one and the same mail's bytes again and again and does nothing else: the most that the mail server takes. */
record RepeatingMailer(int port, String mail) implements BareMailer {

    @Override
    public void send(int times) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            socket.setTcpNoDelay(true);
            var out = socket.getOutputStream();
            var body = (mail + ".\r\n").getBytes(US_ASCII);
            expect(in, "220");
            ask(out, in, "EHLO bare", "250");
            for (int n = 0; n < times; n++) {
                ask(out, in, "MAIL FROM:<bare@example.org>", "250");
                ask(out, in, "RCPT TO:<bare-" + n + "@example.org>", "250");
                ask(out, in, "DATA", "354");
                out.write(body);
                expect(in, "250");
            }
        }
    }

    private static void ask(OutputStream out, BufferedReader in, String command, String answer) throws IOException {
        out.write((command + "\r\n").getBytes(US_ASCII));
        expect(in, answer);
    }

    private static void expect(BufferedReader in, String answer) throws IOException {
        var line = in.readLine();
        if (line == null || !line.startsWith(answer)) {
            throw new IOException(line + " instead of " + answer);
        }
    }
}
