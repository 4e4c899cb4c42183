<?php
/**
 * Lists articles with how many there are. Every text is escaped where it is printed.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * A list of articles.
 */
final class Framme_Items_View {

	/**
	 * Print the list.
	 *
	 * @param list<array<string, mixed>> $items What there is.
	 * @param Framme_Words               $words What stands around it.
	 */
	public static function show( array $items, Framme_Words $words ): void {
		echo '<ul class="framme-items">';
		foreach ( $items as $item ) {
			printf(
				'<li><span class="framme-unseen">%s</span> %d × <span dir="auto">%s</span>',
				esc_html( $words->say( 'quantity' ) ),
				absint( Framme_Read::number( $item, 'quantity' ) ),
				esc_html( Framme_Read::text( $item, 'title' ) )
			);
			$variant = Framme_Read::text( $item, 'variant' );
			if ( '' !== $variant ) {
				printf( ' <span class="framme-quiet" dir="auto">%s</span>', esc_html( $variant ) );
			}
			echo '</li>';
		}
		echo '</ul>';
	}
}
