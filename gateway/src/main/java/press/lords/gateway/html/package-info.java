/** HTML as such: templates, how they show what they are given, and their stylesheet. */
@NullMarked
package press.lords.gateway.html;

import org.jspecify.annotations.NullMarked;
