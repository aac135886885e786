package press.lords.platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** From the editor's call to the reader's page, beside a bare record's way through the same broker. */
record PublishBenchmark(RunningPress press, Desk desk) {

    private static final int TIMES = 500;
    /** Of a press that runs for minutes, not for seconds. */
    private static final int WARM_UP = 4_000;

    private static final String TOPIC = "benchmark";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    void run() throws Exception {
        var ids = new ArrayList<String>();
        for (int n = 0; n < WARM_UP + TIMES; n++) {
            var article = Desk.article("measured-" + n, "A sentence of the usual length, for a body. ".repeat(70));
            var draft = desk.edit("POST", "/api/articles", "", article);
            expect(201, draft);
            ids.add(draft.text("id"));
        }
        var visible = new long[TIMES];
        var acknowledged = new long[TIMES];
        var between = new long[TIMES];
        var inTurns = new long[TIMES];
        try (var bare = new BareLog(new Witness(press, desk).broker())) {
            for (int n = 0; n < WARM_UP + TIMES; n++) {
                var from = System.nanoTime();
                var answer = desk.edit("POST", "/api/articles/" + ids.get(n) + "/publication", "", Map.of());
                var answered = System.nanoTime();
                expect(200, answer);
                var page = desk.readPublished(answer);
                expect(200, page);
                var shown = System.nanoTime();
                var roundTrip = bare.roundTrip();
                if (n >= WARM_UP) {
                    visible[n - WARM_UP] = shown - from;
                    acknowledged[n - WARM_UP] = answered - from;
                    between[n - WARM_UP] = shown - answered;
                    inTurns[n - WARM_UP] = roundTrip;
                }
            }
            var alone = LongStream.generate(bare::roundTrip).limit(TIMES).toArray();
            var published = Figures.of(visible);
            System.out.printf("publish, until its call is answered: %s%n", Figures.of(acknowledged));
            System.out.printf("publish, from its answer until its page is visible: %s%n", Figures.of(between));
            System.out.printf("publish, until its page is visible: %s (goal: p99 at most 100 ms)%n", published);
            System.out.printf("bare produce and consume, in turns with them: %s%n", Figures.of(inTurns));
            System.out.printf(
                    "  ratio at p99: %.2f (goal: at most 5)%n",
                    published.millis(99) / Figures.of(inTurns).millis(99));
            System.out.printf("bare produce and consume, with nothing beside them: %s%n", Figures.of(alone));
            System.out.printf(
                    "  ratio at p99: %.2f%n",
                    published.millis(99) / Figures.of(alone).millis(99));
        }
    }

    private static void expect(int status, Desk.Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException(answer.toString());
        }
    }

    /** A record's bare way through the broker. */
    private static final class BareLog implements AutoCloseable {

        private final KafkaProducer<byte[], byte[]> producer;
        private final KafkaConsumer<byte[], byte[]> consumer;

        BareLog(String broker) throws Exception {
            var settings = Map.<String, Object>of("bootstrap.servers", broker, "acks", "all", "linger.ms", 0);
            try (var admin = Admin.create(settings)) {
                admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1)))
                        .all()
                        .get();
            }
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
            consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", broker), new ByteArrayDeserializer(), new ByteArrayDeserializer());
            var partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
        }

        long roundTrip() {
            var from = System.nanoTime();
            var _ = producer.send(new ProducerRecord<>(TOPIC, new byte[6_000]));
            if (consumer.poll(PATIENCE).isEmpty()) {
                throw new IllegalStateException("the broker took nothing within " + PATIENCE);
            }
            return System.nanoTime() - from;
        }

        @Override
        public void close() {
            producer.close();
            consumer.close();
        }
    }
}
