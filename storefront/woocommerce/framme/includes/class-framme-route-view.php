<?php
/**
 * Shows the drawing of a route that Framme has made: plain shapes and texts of it, and nothing that
 * runs, loads or leads away.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * A drawing, and in words what it shows.
 */
final class Framme_Route_View {

	const SHAPES = 'svg g path circle ellipse rect line polyline polygon text tspan title desc';

	/** In lower case, as wp_kses() compares them. */
	const FORMS = 'aria-hidden aria-label aria-labelledby class cx cy d direction dx dy fill fill-opacity'
		. ' fill-rule font-family font-size font-weight height id opacity paint-order points preserveaspectratio r role rx ry'
		. ' stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-opacity stroke-width text-anchor'
		. ' transform viewbox width x x1 x2 xmlns y y1 y2';

	/**
	 * Print the drawing, if there is one.
	 *
	 * @param array<string, mixed> $route The drawing, and what it shows.
	 */
	public static function show( array $route ): void {
		$drawing = Framme_Read::text( $route, 'svg' );
		if ( 0 !== strpos( $drawing, '<svg' ) ) {
			return;
		}
		$forms   = array_fill_keys( explode( ' ', self::FORMS ), true );
		$allowed = array_fill_keys( explode( ' ', self::SHAPES ), $forms );
		printf(
			'<figure class="framme-route">%s<figcaption class="framme-quiet" dir="auto">%s</figcaption></figure>',
			wp_kses( $drawing, $allowed, array( 'https' ) ),
			esc_html( Framme_Read::text( $route, 'words' ) )
		);
	}
}
