/** What the service shows over HTTP: the current observations, and problems in one format. */
@NullMarked
package press.lords.weather.web;

import org.jspecify.annotations.NullMarked;
