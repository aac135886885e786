package press.lords.platform.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** The mails on disk, a file each, named so that the order of the names is the order of arrival; the oldest go. */
final class Mailbox {

    private static final String SUFFIX = ".eml";
    private static final Pattern ID = Pattern.compile("[0-9]{1,19}");

    private static final Comparator<String> NEWEST_FIRST =
            Comparator.<String>comparingLong(Long::parseLong).reversed();

    private final Path folder;
    private final int kept;
    private final Clock clock;
    private final AtomicLong last;

    Mailbox(Path folder, int kept, Clock clock) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.kept = kept;
        this.clock = clock;
        last = new AtomicLong(ids().stream().findFirst().map(Long::parseLong).orElse(0L));
    }

    /** Keeps a mail and answers its id. */
    String keep(Envelope envelope, byte[] content) throws IOException {
        var id = String.valueOf(last.updateAndGet(before -> Math.max(before + 1, clock.millis())));
        var arriving = Files.createTempFile(folder, id, ".arriving");
        var headers = new ByteArrayInputStream(envelope.headers().getBytes(StandardCharsets.UTF_8));
        try (var mail = new SequenceInputStream(headers, new ByteArrayInputStream(content))) {
            Files.copy(mail, arriving, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(arriving, file(id), StandardCopyOption.ATOMIC_MOVE);
        for (var old : ids().stream().skip(kept).toList()) {
            Files.deleteIfExists(file(old));
        }
        return id;
    }

    /** The ids of all mails, newest first. */
    List<String> ids() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(name -> ID.matcher(name).matches())
                    .sorted(NEWEST_FIRST)
                    .toList();
        }
    }

    /** The mail as it came, its envelope in front; {@code latest} is an id too. */
    Optional<Mail> mail(String id) throws IOException {
        var wanted = "latest".equals(id) ? ids().stream().findFirst().orElse("") : id;
        if (!ID.matcher(wanted).matches() || !Files.exists(file(wanted))) {
            return Optional.empty();
        }
        return Optional.of(new Mail(wanted, file(wanted)));
    }

    void clear() throws IOException {
        for (var id : ids()) {
            Files.deleteIfExists(file(id));
        }
    }

    private Path file(String id) {
        return folder.resolve(id + SUFFIX);
    }
}
