package press.lords.gateway.page;

/** How far a section can be trusted. */
enum SectionState {
    LIVE,
    /** Read from a recording, never to be taken for current. */
    RECORDED,
    /** The last that was known to be good, older than its limit. */
    STALE,
    ABSENT
}
