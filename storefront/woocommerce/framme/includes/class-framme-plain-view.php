<?php
/**
 * Shows an order that Framme does not know, or cannot be asked about: what the shop itself knows of
 * it. It never says that something went wrong.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * One order's card, from WooCommerce alone.
 */
final class Framme_Plain_View {

	/**
	 * Print an order with its number, status and parcels.
	 *
	 * @param WC_Order     $order One whose reader may see it.
	 * @param Framme_Words $words What stands around it.
	 * @param int          $level Of its heading.
	 */
	public static function show_order( $order, Framme_Words $words, int $level = 2 ): void {
		$title  = wp_unique_id( 'framme-order-' );
		$placed = $order->get_date_created();
		printf( '<section class="framme-card framme-waiting" aria-labelledby="%s" data-order="%d">', esc_attr( $title ), absint( $order->get_id() ) );
		printf(
			'<p class="framme-quiet">%s <a href="%s"><bdi>%s</bdi></a>',
			esc_html( $words->say( 'order' ) ),
			esc_url( $order->get_view_order_url(), array( 'http', 'https' ) ),
			esc_html( '#' . $order->get_order_number() )
		);
		if ( $placed ) {
			echo ' · ' . esc_html( $words->say( 'placed', array( 'day' => wc_format_datetime( $placed ) ) ) );
		}
		printf(
			'</p><h%1$d class="framme-headline" id="%2$s">%3$s</h%1$d>',
			absint( $level ),
			esc_attr( $title ),
			esc_html( wc_get_order_status_name( $order->get_status() ) )
		);
		self::show_parcels( $order, $words );
		echo '</section>';
	}

	/**
	 * Print, on a page that is about an order, where its parcels are to be followed; nothing once it
	 * has left without one.
	 *
	 * @param WC_Order     $order One whose reader may see it.
	 * @param Framme_Words $words What stands around it.
	 */
	public static function show_panel( $order, Framme_Words $words ): void {
		if ( ! Framme_Meta::parcels( $order ) && 'completed' === $order->get_status() ) {
			return;
		}
		$title = wp_unique_id( 'framme-order-' );
		printf(
			'<section class="framme-card framme-waiting" aria-labelledby="%1$s" data-order="%3$d"><h2 class="framme-headline" id="%1$s">%2$s</h2>',
			esc_attr( $title ),
			esc_html__( 'Delivery', 'framme' ),
			absint( $order->get_id() )
		);
		if ( ! Framme_Meta::parcels( $order ) ) {
			printf( '<p class="framme-quiet">%s</p>', esc_html( $words->say( 'no_parcel_yet' ) ) );
		}
		self::show_parcels( $order, $words );
		echo '</section>';
	}

	/**
	 * Print the parcels whose numbers stand on the order.
	 *
	 * @param WC_Order     $order The order.
	 * @param Framme_Words $words What stands around it.
	 */
	private static function show_parcels( $order, Framme_Words $words ): void {
		foreach ( Framme_Meta::parcels( $order ) as $parcel ) {
			echo '<dl class="framme-facts framme-part">';
			self::show_fact( $words->say( 'carrier' ), $parcel['carrier'], '' );
			self::show_fact( $words->say( 'tracking_number' ), $parcel['number'], $parcel['link'] );
			echo '</dl>';
		}
	}

	/**
	 * Print one fact, if there is one.
	 *
	 * @param string $name Its name.
	 * @param string $fact The fact.
	 * @param string $link Where it leads; may be empty.
	 */
	private static function show_fact( string $name, string $fact, string $link ): void {
		if ( '' === $fact ) {
			return;
		}
		printf( '<div><dt>%s</dt><dd><bdi>', esc_html( $name ) );
		if ( '' !== $link ) {
			printf( '<a href="%s" rel="noopener noreferrer nofollow external">%s</a>', esc_url( $link, array( 'http', 'https' ) ), esc_html( $fact ) );
		} else {
			echo esc_html( $fact );
		}
		echo '</bdi></dd></div>';
	}
}
