<?php
/**
 * Lists articles with how many there are, and what they cost where that is told. Every text is
 * escaped where it is printed.
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
			echo '<li>';
			$picture = Framme_Read::picture( $item, 'image' );
			if ( '' !== $picture ) {
				printf( '<img class="framme-thumb" src="%s" alt="" width="48" height="48" loading="lazy" decoding="async" referrerpolicy="no-referrer">', esc_url( $picture, array( 'https' ) ) );
			}
			printf(
				'<span><span class="framme-unseen">%s</span> %d × <span dir="auto">%s</span>',
				esc_html( $words->say( 'quantity' ) ),
				absint( Framme_Read::number( $item, 'quantity' ) ),
				esc_html( Framme_Read::text( $item, 'title' ) )
			);
			$variant = Framme_Read::text( $item, 'variant' );
			if ( '' !== $variant ) {
				printf( ' <span class="framme-quiet" dir="auto">%s</span>', esc_html( $variant ) );
			}
			echo '</span>';
			$price = Framme_Read::text( $item, 'price' );
			if ( '' !== $price ) {
				printf( ' <span class="framme-price">%s</span>', esc_html( $price ) );
			}
			echo '</li>';
		}
		echo '</ul>';
	}

	/**
	 * Print what was ordered, and what it costs.
	 *
	 * @param array<string, mixed> $order The order.
	 * @param Framme_Words         $words What stands around it.
	 * @param int                  $level Of the heading.
	 */
	public static function show_ordered( array $order, Framme_Words $words, int $level ): void {
		if ( self::begin( Framme_Read::all( $order, 'items' ), 'items', $words, $level ) ) {
			self::show_amounts( $order, $words );
			echo '</div>';
		}
	}

	/**
	 * Print what is in no parcel yet.
	 *
	 * @param array<string, mixed> $order The order.
	 * @param Framme_Words         $words What stands around it.
	 * @param int                  $level Of the heading.
	 */
	public static function show_unsent( array $order, Framme_Words $words, int $level ): void {
		if ( self::begin( Framme_Read::all( $order, 'unsent' ), 'not_sent_yet', $words, $level ) ) {
			echo '</div>';
		}
	}

	/**
	 * Print the beginning of a part with articles, and say whether there are any.
	 *
	 * @param list<array<string, mixed>> $items What there is.
	 * @param string                     $title The heading.
	 * @param Framme_Words               $words What stands around it.
	 * @param int                        $level Of the heading.
	 */
	private static function begin( array $items, string $title, Framme_Words $words, int $level ): bool {
		if ( $items ) {
			printf( '<div class="framme-part"><h%1$d>%2$s</h%1$d>', absint( $level ), esc_html( $words->say( $title ) ) );
			self::show( $items, $words );
		}
		return (bool) $items;
	}

	/**
	 * Print what an order costs: its parts, of which the last is the total, or the total alone.
	 *
	 * @param array<string, mixed> $order The order.
	 * @param Framme_Words         $words What stands around it.
	 */
	private static function show_amounts( array $order, Framme_Words $words ): void {
		$total   = Framme_Read::text( $order, 'total' );
		$amounts = Framme_Read::all( $order, 'amounts' );
		if ( $amounts ) {
			echo '<dl class="framme-sums">';
			foreach ( $amounts as $amount ) {
				printf( '<div><dt>%s</dt><dd>%s</dd></div>', esc_html( Framme_Read::text( $amount, 'label' ) ), esc_html( Framme_Read::text( $amount, 'value' ) ) );
			}
			echo '</dl>';
		} elseif ( '' !== $total ) {
			printf( '<p class="framme-total">%s <b>%s</b></p>', esc_html( $words->say( 'total' ) ), esc_html( $total ) );
		}
	}
}
