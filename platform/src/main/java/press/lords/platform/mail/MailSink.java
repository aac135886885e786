package press.lords.platform.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.server.SMTPServer;

/**
 * Takes every mail by SMTP and shows it in the browser, and to programs by Mailpit's calls; to this machine alone, since a link in a mail signs its reader in.
 *
 * <p>Arguments: the folder of the mails, the SMTP port, the port of the pages.
 */
public final class MailSink implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MailSink.class);
    private static final int LARGEST_MAIL_BYTES = 1_048_576;
    private static final int MAILS = 1_000;
    private static final int CONNECTIONS = 50;

    private final SMTPServer smtp;
    private final HttpServer pages;

    public MailSink(Path folder, int smtpPort, int pagesPort) throws IOException {
        var mailbox = new Mailbox(folder, MAILS, Clock.systemUTC());
        smtp = SMTPServer.port(smtpPort)
                .bindAddress(InetAddress.getLoopbackAddress())
                .maxMessageSize(LARGEST_MAIL_BYTES)
                .maxConnections(CONNECTIONS)
                .messageHandlerFactory(context -> new Delivery(mailbox, LARGEST_MAIL_BYTES))
                .build();
        pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), pagesPort), 0);
        pages.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        pages.createContext("/", new MailPages(mailbox));
        smtp.start();
        pages.start();
        log.info("SMTP on port {}, pages on port {}, mails in {}", smtpPort(), pagesPort(), folder);
    }

    public static void main(String[] arguments) throws IOException {
        var sink = new MailSink(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        Runtime.getRuntime().addShutdownHook(new Thread(sink::close, "stop"));
    }

    int smtpPort() {
        return smtp.getPortAllocated();
    }

    int pagesPort() {
        return pages.getAddress().getPort();
    }

    @Override
    public void close() {
        smtp.stop();
        pages.stop(0);
    }
}
