package press.lords.gateway.view;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NRTCachingDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Lucene index in a directory of its own that can always be built again: one that can't be read is thrown away. */
final class DiskIndex implements Closeable {

    private static final Logger log = LoggerFactory.getLogger(DiskIndex.class);
    private static final String FORMAT = "format";
    /** What was just published stays in memory until the next commit. */
    private static final double SMALL_SEGMENT_MEGABYTES = 4;

    private static final double CACHE_MEGABYTES = 16;
    /** Of one size: few make looking things up quick, many spare the merging. */
    private static final int SEGMENTS = 10;

    private static final int SEGMENTS_IN_A_HURRY = 50;

    private final Path path;
    private final String format;
    private final Analyzer analyzer;
    private final double bufferMegabytes;
    private volatile Opened opened;
    private volatile boolean hurried;

    private record Opened(IndexWriter writer, SearcherManager searchers) {}

    /** What is done with a searcher before it is given back. */
    interface Reading<T extends @Nullable Object> {
        T from(IndexSearcher searcher) throws IOException;
    }

    /** @param format changes whenever documents written before can't be used */
    DiskIndex(Path path, String format, Analyzer analyzer, double bufferMegabytes) throws IOException {
        this.path = path;
        this.format = format;
        this.analyzer = analyzer;
        this.bufferMegabytes = bufferMegabytes;
        this.opened = openOrStartAnew();
    }

    IndexWriter writer() {
        return opened.writer;
    }

    <T extends @Nullable Object> T read(Reading<T> reading) {
        SearcherManager searchers = opened.searchers;
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                return reading.from(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes everything written so far visible to readers. */
    void refresh() throws IOException {
        opened.searchers.maybeRefreshBlocking();
    }

    /** What was said at the last commit; empty when there is none. */
    synchronized Map<String, String> committed() {
        return committed(opened.writer);
    }

    private static Map<String, String> committed(IndexWriter writer) {
        Map<String, String> data = new HashMap<>();
        writer.getLiveCommitData().forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        return data;
    }

    /** Puts everything written so far on disk, together with the data; the data may lag behind the documents. */
    synchronized void commit(Map<String, String> data) throws IOException {
        Map<String, String> withFormat = new HashMap<>(data);
        withFormat.put(FORMAT, format);
        opened.writer.setLiveCommitData(withFormat.entrySet());
        opened.writer.commit();
    }

    /** As long as much is to be written, merging what was written can wait. Asked again and again, so it never waits for a commit. */
    void hurry(boolean now) throws IOException {
        if (hurried == now) {
            return;
        }
        hurried = now;
        opened.writer.getConfig().setMergePolicy(merging(now ? SEGMENTS_IN_A_HURRY : SEGMENTS));
        if (!now) {
            opened.writer.maybeMerge();
        }
    }

    /** Rewrites what still holds deleted documents, so that they are gone from the disk too. */
    void purge() throws IOException {
        opened.writer.forceMergeDeletes();
    }

    /** After a failure that Lucene can't go on from: back to the last commit. */
    synchronized void reopen() throws IOException {
        opened.searchers.close();
        opened.writer.rollback();
        opened = openOrStartAnew();
    }

    /** Keeps what was committed, no more: whoever wants more commits before. */
    @Override
    public synchronized void close() throws IOException {
        opened.searchers.close();
        opened.writer.rollback();
    }

    private Opened openOrStartAnew() throws IOException {
        try {
            Opened found = open();
            Map<String, String> data = committed(found.writer);
            if (data.isEmpty() || format.equals(data.get(FORMAT))) {
                return found;
            }
            found.searchers.close();
            found.writer.rollback();
            log.warn("{} was written in another format; starting anew", path);
        } catch (CorruptIndexException
                | IndexFormatTooNewException
                | IndexFormatTooOldException
                | EOFException
                | FileNotFoundException
                | NoSuchFileException
                | IllegalArgumentException e) {
            log.warn("{} can't be read; starting anew", path, e);
        }
        deleteFiles();
        return open();
    }

    private Opened open() throws IOException {
        hurried = false;
        IndexWriterConfig config = new IndexWriterConfig(analyzer)
                .setCodec(new PlainCodec())
                .setRAMBufferSizeMB(bufferMegabytes)
                .setMergePolicy(merging(SEGMENTS))
                .setMaxFullFlushMergeWaitMillis(0);
        IndexWriter writer = new IndexWriter(
                new NRTCachingDirectory(FSDirectory.open(path), SMALL_SEGMENT_MEGABYTES, CACHE_MEGABYTES), config);
        try {
            return new Opened(writer, new SearcherManager(writer, new Searchers()));
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    private static TieredMergePolicy merging(int segments) {
        TieredMergePolicy merging = new TieredMergePolicy();
        merging.setSegmentsPerTier(segments);
        merging.setForceMergeDeletesPctAllowed(0);
        return merging;
    }

    private void deleteFiles() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    /** Every refresh would void what a query cache holds. */
    private static final class Searchers extends SearcherFactory {
        @Override
        public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            return searcher;
        }
    }
}
