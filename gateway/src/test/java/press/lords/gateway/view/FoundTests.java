package press.lords.gateway.view;

import java.io.IOException;
import java.util.Objects;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FoundTests {

    @Test
    void findsWhatBelongsTogetherAlsoWhereItWasWrittenApart() throws IOException {
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory();
                IndexWriter writer =
                        new IndexWriter(directory, new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE))) {
            writer.addDocument(document(Documents.KEY, "a1/2"));
            writer.flush();
            writer.addDocument(document(Documents.HEAD, "a1"));
            writer.addDocument(document(Documents.KEY, "a2/1"));
            try (DirectoryReader reader = DirectoryReader.open(writer)) {
                assertThat(reader.leaves()).hasSize(2);
                IndexSearcher searcher = new IndexSearcher(reader);
                Found head = Objects.requireNonNull(Found.only(searcher, Documents.HEAD, "a1"));

                assertThat(head.companion(searcher, Documents.KEY, "a2/1"))
                        .isEqualTo(new Found(reader.leaves().get(1).reader(), 1));
                assertThat(head.companion(searcher, Documents.KEY, "a1/2"))
                        .isEqualTo(new Found(reader.leaves().get(0).reader(), 0));
                assertThat(head.companion(searcher, Documents.KEY, "a3/1")).isNull();
            }
        }
    }

    private static Document document(String field, String text) {
        Document document = new Document();
        document.add(new StringField(field, text, Store.NO));
        return document;
    }
}
