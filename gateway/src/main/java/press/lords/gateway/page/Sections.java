package press.lords.gateway.page;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import press.lords.events.Revision;
import press.lords.gateway.view.View.Following;

/** How far each section of the frame can be trusted. */
record Sections(Section weather, Section site, Section privacy) {

    /** @param asOf the moment for which the section is known to be right, null when absent */
    record Section(SectionState state, @Nullable Instant asOf) {

        static Section of(@Nullable Revision<?> furniture, Following following) {
            if (furniture == null) {
                return new Section(SectionState.ABSENT, null);
            }
            return following.live()
                    ? new Section(SectionState.LIVE, furniture.at())
                    : new Section(SectionState.STALE, following.since());
        }
    }
}
