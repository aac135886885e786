package press.lords.events.kafka;

/** What integration tests use for a broker and a database. Apart from {@link Containers}, whose libraries are there only with {@code -Pcontainers}. */
final class TestServers {

    private TestServers() {}

    /** Otherwise embedded ones, or those that the environment names. */
    static boolean areContainers() {
        return Boolean.getBoolean("press.containers");
    }
}
