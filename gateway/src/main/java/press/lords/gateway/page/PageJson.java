package press.lords.gateway.page;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** How pages are written: its own mapper, so that no setting meant for something else changes the contract. */
final class PageJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
            .addModule(new SimpleModule().addSerializer(SerializedString.class, new AsQuotedBefore()))
            .build();

    private PageJson() {}

    static byte[] write(Object page) {
        return MAPPER.writeValueAsBytes(page);
    }

    /** Takes over the bytes of words that were on another page before. */
    private static final class AsQuotedBefore extends ValueSerializer<SerializedString> {
        @Override
        public void serialize(SerializedString words, JsonGenerator json, SerializationContext context) {
            json.writeString(words);
        }
    }
}
