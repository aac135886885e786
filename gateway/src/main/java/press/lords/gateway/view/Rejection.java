package press.lords.gateway.view;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A record that was passed over.
 *
 * @param reason quotes nothing of the record
 */
record Rejection(String topic, int partition, long offset, Instant at, String reason) {

    static Rejection of(ConsumerRecord<byte[], byte[]> message, Instant at, String reason) {
        return new Rejection(message.topic(), message.partition(), message.offset(), at, reason);
    }

    String place() {
        return topic + "-" + partition + "@" + offset;
    }

    private byte[] toBytes() {
        return String.join("\n", topic, "" + partition, "" + offset, at.toString(), reason)
                .getBytes(UTF_8);
    }

    private static Rejection of(byte[] bytes) {
        String[] parts = new String(bytes, UTF_8).split("\n", 5);
        return new Rejection(
                parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]), Instant.parse(parts[3]), parts[4]);
    }

    /** The last thousand, kept in the view itself. */
    static final class Notes {
        private static final int MAX = 1_000;

        private final ArticleIndexes index;
        private final Deque<Rejection> last = new ArrayDeque<>();

        Notes(ArticleIndexes index) {
            this.index = index;
        }

        synchronized List<Rejection> last() {
            return List.copyOf(last);
        }

        synchronized void load() {
            last.clear();
            index.read(searcher -> {
                for (Found found : Found.all(searcher, Documents.REJECTED, Documents.YES)) {
                    last.add(of(found.stored().value()));
                }
                return last;
            });
            List<Rejection> oldestFirst =
                    last.stream().sorted(Comparator.comparing(Rejection::at)).toList();
            last.clear();
            last.addAll(oldestFirst);
        }

        synchronized void startAnew() {
            last.clear();
        }

        synchronized void add(Rejection rejection) throws IOException {
            last.removeIf(noted -> noted.place().equals(rejection.place()));
            last.addLast(rejection);
            index.put(Documents.PLACE, rejection.place(), Documents.rejection(rejection, rejection.toBytes()));
            if (last.size() > MAX) {
                index.delete(Documents.PLACE, last.removeFirst().place());
            }
        }
    }
}
