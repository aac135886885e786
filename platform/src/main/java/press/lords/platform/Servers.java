package press.lords.platform;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import press.lords.platform.broker.EmbeddedBroker;
import press.lords.platform.database.EmbeddedDatabase;
import press.lords.platform.mail.MailSink;
import press.lords.platform.process.ChildSpec;
import press.lords.platform.process.Probe;

/** What the services stand on, unless the operator has better: database, broker, and a sink for mails. */
record Servers(Settings settings, Addresses addresses, Java java, String classPath) {

    /** Where subscription-service keeps readers' keys: in a file of its own, so that no copy of the data carries its keys along. */
    private static final String READER_KEYS_DATABASE = "lords_press_reader_keys";

    private static final int DATABASE_MEGABYTES = 256;
    /** It makes much that is soon garbage, and each collection also looks through what stays: less often with half of the heap for what is new. */
    private static final List<String> DATABASE_OPTIONS = List.of("-Xmn" + DATABASE_MEGABYTES / 2 + "m");

    private static final int BROKER_MEGABYTES = 192;
    private static final int MAIL_MEGABYTES = 32;

    List<ChildSpec> children(HttpClient client) {
        var children = new ArrayList<ChildSpec>();
        if (settings.mongoUri().isEmpty()) {
            var port = addresses.port("database");
            children.add(child(
                    "database",
                    DATABASE_MEGABYTES,
                    DATABASE_OPTIONS,
                    Probe.port(port),
                    EmbeddedDatabase.class,
                    List.of(port, READER_KEYS_DATABASE)));
        }
        if (settings.kafkaBootstrapServers().isEmpty()) {
            var port = addresses.port("broker");
            children.add(child(
                    "broker",
                    BROKER_MEGABYTES,
                    List.of(),
                    Probe.port(port),
                    EmbeddedBroker.class,
                    List.of(port, addresses.port("broker-controller"))));
        }
        var pages = Probe.http(client, URI.create("http://127.0.0.1:" + settings.mailPort() + "/livez"));
        children.add(child(
                "mail",
                MAIL_MEGABYTES,
                List.of(),
                pages,
                MailSink.class,
                List.of(addresses.port("mail"), settings.mailPort())));
        return children;
    }

    private ChildSpec child(
            String name, int heapMegabytes, List<String> options, Probe probe, Class<?> program, List<?> arguments) {
        var words = new ArrayList<>(
                List.of(program.getName(), settings.data().resolve(folder(name)).toString()));
        arguments.forEach(argument -> words.add(String.valueOf(argument)));
        var command = java.child(name, heapMegabytes, options, classPath, words);
        return new ChildSpec(
                name,
                () -> command,
                Map.of(),
                Set.of(Secrets.ENCRYPTION_KEY, Secrets.NEWSROOM_SECRET),
                probe,
                settings.logs().resolve(name + ".log"));
    }

    private static String folder(String child) {
        return child.equals("mail") ? "mails" : child;
    }
}
