package press.lords.gateway.view;

import java.io.IOException;

import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.StoredFieldsFormat;
import org.apache.lucene.codecs.compressing.CompressionMode;
import org.apache.lucene.codecs.compressing.Compressor;
import org.apache.lucene.codecs.compressing.Decompressor;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene90.compressing.Lucene90CompressingStoredFieldsFormat;
import org.apache.lucene.store.ByteBuffersDataInput;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;

/**
 * Lucene's codec, but it stores records as they came. Compressing them, once when they are written and again whenever files are merged, took more
 * than half of a rebuild. Public, and named in {@code META-INF/services}, since Lucene finds the codec of a file by its name.
 */
public final class PlainCodec extends FilterCodec {

    private static final String NAME = "LordsPressPlain";
    private static final int CHUNK_BYTES = 16 * 1024;
    private static final int MAX_DOCUMENTS_PER_CHUNK = 128;
    private static final int BLOCK_SHIFT = 10;

    private final StoredFieldsFormat stored = new Lucene90CompressingStoredFieldsFormat(
            NAME, new AsItIs(), CHUNK_BYTES, MAX_DOCUMENTS_PER_CHUNK, BLOCK_SHIFT);

    /** As Lucene calls it. */
    public PlainCodec() {
        super(NAME, new Lucene104Codec());
    }

    @Override
    public StoredFieldsFormat storedFieldsFormat() {
        return stored;
    }

    private static final class AsItIs extends CompressionMode {
        @Override
        public Compressor newCompressor() {
            return new Copier();
        }

        @Override
        public Decompressor newDecompressor() {
            return new Slicer();
        }
    }

    private static final class Copier extends Compressor {
        @Override
        public void compress(ByteBuffersDataInput from, DataOutput to) throws IOException {
            to.copyBytes(from, from.length());
        }

        @Override
        public void close() {}
    }

    private static final class Slicer extends Decompressor {
        @Override
        public void decompress(DataInput from, int storedLength, int offset, int length, BytesRef slice)
                throws IOException {
            slice.bytes = ArrayUtil.growNoCopy(slice.bytes, length);
            slice.offset = 0;
            slice.length = length;

            from.skipBytes(offset);
            from.readBytes(slice.bytes, 0, length);
        }

        @Override
        @SuppressWarnings("MissingSuperCall") // it has no state
        public Decompressor clone() {
            return this;
        }
    }
}
