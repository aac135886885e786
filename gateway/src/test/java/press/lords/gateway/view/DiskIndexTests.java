package press.lords.gateway.view;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is stored comes back to the byte, whatever its size and however often files were merged; and merging can be put off. */
class DiskIndexTests {

    private static final int[] SIZES = {0, 1, 6_000, 16 * 1024, 32 * 1024, 100_000, 2_000_000};

    @TempDir
    private Path folder;

    @Test
    void givesBackRecordsOfEverySizeAfterMergesAndANewStart() throws IOException {
        try (DiskIndex index = open()) {
            for (int round = 0; round < 3; round++) {
                for (int size : SIZES) {
                    index.writer().updateDocument(new Term("id", "" + size), document(size, round));
                }
                index.commit(Map.of("round", "" + round));
            }
            index.purge();
            index.writer().forceMerge(1);
            index.commit(Map.of("round", "merged"));
        }
        try (DiskIndex index = open()) {
            assertThat(index.committed()).containsEntry("round", "merged");
            for (int size : SIZES) {
                assertThat(stored(index, size)).isEqualTo(bytes(size, 2));
            }
        }
    }

    @Test
    void mergesOnlyWhenThereIsTimeForIt() throws IOException {
        try (DiskIndex index = open()) {
            index.hurry(true);
            for (int file = 0; file < 30; file++) {
                index.writer().addDocument(document(100, file));
                index.refresh();
            }
            assertThat(files(index)).isEqualTo(30);

            index.hurry(false);

            await().untilAsserted(() -> {
                index.refresh();
                assertThat(files(index)).isLessThan(15);
            });
        }
    }

    private DiskIndex open() throws IOException {
        return new DiskIndex(folder, "test-1", new KeywordAnalyzer(), 16);
    }

    private static int files(DiskIndex index) {
        return index.read(searcher -> searcher.getIndexReader().leaves().size());
    }

    private static Document document(int size, int round) {
        Document document = new Document();
        document.add(new StringField("id", "" + size, Store.NO));
        document.add(new StoredField("type", "some type"));
        document.add(new StoredField("value", bytes(size, round)));
        return document;
    }

    private static byte[] stored(DiskIndex index, int size) {
        return index.read(searcher -> {
            int found = searcher.search(new TermQuery(new Term("id", "" + size)), 2).scoreDocs[0].doc;
            Document document = searcher.storedFields().document(found);
            assertThat(document.get("type")).isEqualTo("some type");
            return BytesRef.deepCopyOf(Objects.requireNonNull(document.getBinaryValue("value"))).bytes;
        });
    }

    private static byte[] bytes(int size, int round) {
        return new Random(size + round)
                .ints(size, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .getBytes(US_ASCII);
    }
}
