<?php
/**
 * Draws our box on the screen of an order. It decides nothing and changes nothing.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Four parts, each of which admin.js replaces by itself: stage, parcels, elsewhere, form.
 */
final class Framme_Order_Box_View {

	const PARTS = array( 'stage', 'parcels', 'elsewhere', 'form' );

	/**
	 * Show the whole box.
	 *
	 * @param WC_Order $order The order.
	 */
	public static function show( $order ): void {
		printf(
			'<div class="framme-box" data-framme-order="%d" data-framme-nonce="%s">',
			(int) $order->get_id(),
			esc_attr( wp_create_nonce( 'framme_order_' . $order->get_id() ) )
		);
		foreach ( self::PARTS as $part ) {
			printf( '<div data-framme-part="%s">', esc_attr( $part ) );
			call_user_func( array( __CLASS__, $part ), $order );
			echo '</div>';
		}
		echo '<p class="framme-error framme-box-error" data-framme-error="order" role="alert" hidden></p></div>';
	}

	/**
	 * Return all parts as they are now, by name.
	 *
	 * @param WC_Order $order The order.
	 * @return array<string, string>
	 */
	public static function parts( $order ): array {
		$parts = array();
		foreach ( self::PARTS as $part ) {
			ob_start();
			call_user_func( array( __CLASS__, $part ), $order );
			$parts[ $part ] = (string) ob_get_clean();
		}
		return $parts;
	}

	/**
	 * Show the stages as three buttons of which one may be pressed.
	 *
	 * @param WC_Order $order The order.
	 */
	private static function stage( $order ): void {
		$now = Framme_Stages::of( $order );
		echo '<h3 id="framme-stage-title">' . esc_html__( 'Before the carrier has it', 'framme' ) . '</h3>';
		echo '<div class="framme-stages" role="group" aria-labelledby="framme-stage-title">';
		foreach ( Framme_Stages::names() as $stage => $name ) {
			printf(
				'<button type="button" class="button%s" data-framme-stage="%s" aria-pressed="%s">%s</button>',
				$stage === $now ? ' framme-pressed' : '',
				esc_attr( $stage ),
				$stage === $now ? 'true' : 'false',
				esc_html( $name )
			);
		}
		echo '</div><p class="description">' . esc_html__( 'The shopper sees the stage until a carrier has scanned the parcel. Press the current stage again to take it away.', 'framme' ) . '</p>';
	}

	/**
	 * Show the parcels of ours.
	 *
	 * @param WC_Order $order The order.
	 */
	private static function parcels( $order ): void {
		echo '<h3 id="framme-parcels-title" tabindex="-1">' . esc_html__( 'Parcels', 'framme' ) . '</h3>';
		$parcels = Framme_Parcels::of( $order );
		if ( ! $parcels ) {
			echo '<p class="framme-none">' . esc_html__( 'No parcel has been added yet.', 'framme' ) . '</p>';
			return;
		}
		$names = Framme_Contents::names( $order );
		echo '<ul class="framme-parcels">';
		foreach ( $parcels as $parcel ) {
			echo '<li><div>';
			self::carrier_and_number( $parcel );
			/* translators: %s: a date. */
			echo '<span class="framme-more">' . esc_html( sprintf( __( 'sent %s', 'framme' ), wp_date( get_option( 'date_format' ), $parcel['shipped_at'] ) ) ) . '</span>';
			echo '<span class="framme-more">' . esc_html( self::contents( $parcel['items'], $names ) ) . '</span></div>';
			printf(
				/* translators: %s: tracking number. */
				'<button type="button" class="button-link button-link-delete" data-framme-remove="%s" aria-label="%s">%s</button></li>',
				esc_attr( $parcel['id'] ),
				esc_attr( sprintf( /* translators: %s: tracking number. */ __( 'Remove the parcel %s', 'framme' ), $parcel['number'] ) ),
				esc_html__( 'Remove', 'framme' )
			);
		}
		echo '</ul>';
	}

	/**
	 * Show the form for one more parcel.
	 *
	 * @param WC_Order $order The order.
	 */
	private static function form( $order ): void {
		Framme_Parcel_Form::show( $order );
	}

	/**
	 * Show the parcels that others keep, which cannot be changed here.
	 *
	 * @param WC_Order $order The order.
	 */
	private static function elsewhere( $order ): void {
		$parcels = Framme_Elsewhere::parcels( $order );
		if ( ! $parcels ) {
			return;
		}
		echo '<h3>' . esc_html__( 'Already known from elsewhere', 'framme' ) . '</h3><ul class="framme-parcels">';
		foreach ( $parcels as $parcel ) {
			echo '<li><div>';
			self::carrier_and_number( $parcel );
			/* translators: %s: who keeps a parcel, such as "WooCommerce fulfilments". */
			echo '<span class="framme-more">' . esc_html( sprintf( __( 'from %s', 'framme' ), $parcel['source'] ) ) . '</span></div></li>';
		}
		echo '</ul><p class="description">' . esc_html__( 'Framme uses these as well: do not enter them again. They are changed where they were entered.', 'framme' ) . '</p>';
	}

	/**
	 * Show who carries a parcel and its number, which leads to where it can be followed.
	 *
	 * @param array{carrier: string, number: string, url: string} $parcel The parcel.
	 */
	private static function carrier_and_number( array $parcel ): void {
		echo '' !== $parcel['carrier'] ? '<strong>' . esc_html( $parcel['carrier'] ) . '</strong> ' : '';
		if ( '' === $parcel['url'] ) {
			echo '<span class="framme-number">' . esc_html( $parcel['number'] ) . '</span>';
			return;
		}
		echo '<a class="framme-number" href="' . esc_url( $parcel['url'] ) . '" target="_blank" rel="noopener noreferrer">' . esc_html( $parcel['number'] ) . '</a>';
	}

	/**
	 * Say what is in a parcel.
	 *
	 * @param list<array{item_id: int, qty: int}> $items Its items.
	 * @param array<int, string>                  $names Names by item.
	 */
	private static function contents( array $items, array $names ): string {
		if ( ! $items ) {
			return __( 'the whole order', 'framme' );
		}
		$said = array();
		foreach ( $items as $item ) {
			$said[] = $item['qty'] . ' × ' . ( $names[ $item['item_id'] ] ?? __( 'an item that is no longer there', 'framme' ) );
		}
		return implode( ', ', $said );
	}
}
