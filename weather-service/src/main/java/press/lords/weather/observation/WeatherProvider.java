package press.lords.weather.observation;

/** Someone who can be asked for the weather at a place. */
public interface WeatherProvider {

    /** A short fixed name for logs, metrics and the database, such as {@code open-meteo}. */
    String name();

    /**
     * Asks once; returns or throws within the configured time.
     *
     * @throws NoObservation whenever the answer is missing, unreadable or not to be believed
     */
    Observation observe(Place place) throws NoObservation;
}
