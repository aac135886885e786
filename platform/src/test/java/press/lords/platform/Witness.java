package press.lords.platform;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import press.lords.platform.Publisher.Publication;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Looks at the log and at the pages: what was acknowledged has to be in both. */
final class Witness {

    static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(300);

    private final RunningPress press;
    private final Desk desk;

    Witness(RunningPress press, Desk desk) {
        this.press = press;
        this.desk = desk;
    }

    String broker() throws IOException {
        return environment("article-service", "KAFKA_BOOTSTRAP_SERVERS");
    }

    /** What a child was started with. */
    String environment(String child, String name) throws IOException {
        return Optional.ofNullable(ChildTwin.of(press, child).environment().get(name))
                .orElseThrow(() -> new IllegalStateException(child + " has no " + name));
    }

    /** The sum of what a child says of itself, over all lines that begin so. */
    double metric(String child, String name) throws IOException, InterruptedException {
        var address = URI.create("http://127.0.0.1:" + environment(child, "MANAGEMENT_SERVER_PORT"));
        try (var operator = new Desk(press, address)) {
            return sum(operator.readText("/actuator/prometheus"), name);
        }
    }

    static double sum(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** All records with a key, oldest first in each partition. */
    List<ConsumerRecord<byte[], byte[]>> log(String topic) throws IOException {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(records::add);
            }
            records.removeIf(record -> record.key() == null);
            return records;
        }
    }

    static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    Set<String> keys(String topic) throws IOException {
        return log(topic).stream().map(Witness::key).collect(Collectors.toSet());
    }

    /** Every acknowledged revision is in the log with one and the same value, and its page shows just that; the highest is current. */
    void everyRevisionIsInItsPlace(Map<String, Publication> acknowledged) throws Exception {
        System.out.printf("storm: %d publications were acknowledged%n", acknowledged.size());
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(keys("articles")).containsAll(acknowledged.keySet()));
        var hashes = hashesOf(acknowledged.keySet());
        var highest = new HashMap<String, Publication>();
        for (var publication : acknowledged.values()) {
            highest.merge(publication.slug(), publication, (a, b) -> a.revision() > b.revision() ? a : b);
            var page = desk.read(publication.page() + "/revisions/" + publication.revision());
            assertThat(page.status()).as(publication.key()).isEqualTo(200);
            assertThat(page.body().path("article").path("hash").asString()).isEqualTo(hashes.get(publication.key()));
        }
        for (var publication : highest.values()) {
            var article = desk.read(publication.page()).body().path("article");
            assertThat(article.path("revision").asInt()).isGreaterThanOrEqualTo(publication.revision());
        }
    }

    private Map<String, String> hashesOf(Set<String> acknowledged) throws IOException {
        var values = new HashMap<String, byte[]>();
        for (var record : log("articles")) {
            var earlier = values.putIfAbsent(key(record), record.value());
            if (earlier != null && acknowledged.contains(key(record))) {
                assertThat(record.value()).as("the bytes of " + key(record)).isEqualTo(earlier);
            }
        }
        var hashes = new HashMap<String, String>();
        for (var key : acknowledged) {
            hashes.put(
                    key,
                    JsonMapper.shared().readTree(values.get(key)).path("hash").asString());
        }
        return hashes;
    }

    /** The article of every page that the front lists, by address. */
    Map<String, String> pages() throws Exception {
        var pages = new TreeMap<String, String>();
        var next = "/api/pages/front?limit=100";
        while (!next.isEmpty()) {
            var list = page(next).path("list");
            for (JsonNode item : list.path("items")) {
                var address = item.path("page").asString();
                pages.put(address, page(address).path("article").toString());
            }
            next = list.path("next").isString()
                    ? "/api/pages/front?limit=100&after=" + list.path("next").asString()
                    : "";
        }
        assertThat(pages).isNotEmpty();
        return pages;
    }

    private JsonNode page(String address) throws Exception {
        var page = desk.read(address);
        assertThat(page.status()).as(address + ": " + page.body()).isEqualTo(200);
        return page.body();
    }

    /** Kills a child as nothing else does, and waits until the press is whole again. */
    void kill(String child) throws IOException {
        var killed = press.pid(child);
        press.child(child).destroyForcibly();
        awaitReplaced(child, killed);
    }

    /** A gateway that lost its disk and builds its view from the log alone. */
    void blankGateway() throws IOException, InterruptedException {
        lose("gateway", Path.of(environment("gateway", "PRESS_VIEW_DIR")));
    }

    /** A child whose folder is gone at once, with nothing written to it afterwards. */
    void lose(String child, Path folder) throws IOException, InterruptedException {
        signal(press.pid(child), "STOP");
        Folders.delete(folder);
        kill(child);
    }

    static void signal(long pid, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor();
    }

    void awaitReplaced(String child, long killed) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> press.pid(child) != killed && press.isReady());
    }
}
