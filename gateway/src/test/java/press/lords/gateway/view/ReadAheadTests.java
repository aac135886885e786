package press.lords.gateway.view;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ReadAheadTests {

    @TempDir
    private Path dir;

    @Test
    void everyRecordOfALargeBatchIsReadInItsPlaceAndRefusedOnesStayAmongThem() throws Exception {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        for (int n = 0; n < 130; n++) {
            ConsumerRecord<byte[], byte[]> good = Fixtures.message("a" + n, 1, Fixtures.article("article-" + n));
            batch.add(n % 20 == 7 ? new ConsumerRecord<>("articles", 0, n, good.key(), new byte[] {'{'}) : good);
        }
        try (DiskView view = Fixtures.view(dir)) {
            Projection projection = view.projection();

            assertThat(projection.readAhead(batch).stream().map(Supplier::get).toList())
                    .isEqualTo(batch.stream().map(projection::read).toList())
                    .filteredOn(Reading.Rejected.class::isInstance)
                    .hasSize(7);
        }
    }
}
