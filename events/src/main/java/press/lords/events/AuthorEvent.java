package press.lords.events;

/** What readers can see happen to an author's profile. The thing's id is the author's slug. */
public sealed interface AuthorEvent extends Event {

    /** The profile from this revision on. The real identity behind a name is never part of an event. */
    record Profiled(String name, String biography) implements AuthorEvent {}
}
