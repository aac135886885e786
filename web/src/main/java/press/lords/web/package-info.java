/** What the endpoints of every servlet service share: how much and what they read, and how they refuse. */
@NullMarked
package press.lords.web;

import org.jspecify.annotations.NullMarked;
