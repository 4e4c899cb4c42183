<?php
/**
 * Draws the form in which one more parcel of an order is entered. It judges nothing.
 *
 * The fields belong to no form (their `form` names none): they are not sent with the order, and what is
 * in them can never keep the order from being saved.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Fields with the places for their errors; what is left of each item is filled in.
 */
final class Framme_Parcel_Form {

	const NO_FORM = 'framme-no-form';

	/** Suggested where the carrier is entered; any other can be. */
	const CARRIERS = array( 'Airmee', 'bpost', 'Bring', 'Budbee', 'Cainiao', 'Colissimo', 'Correos', 'DAO', 'DB Schenker', 'DHL', 'DPD', 'Earlybird', 'Evri', 'FedEx', 'GLS', 'Hermes', 'Instabox', 'InPost', 'Matkahuolto', 'Mondial Relay', 'Poste Italiane', 'Posten', 'Posti', 'PostNL', 'PostNord', 'Royal Mail', 'SEUR', 'SF Express', 'UPS', 'USPS' );

	/**
	 * Show the form for one more parcel.
	 *
	 * @param WC_Order $order The order.
	 */
	public static function show( $order ): void {
		echo '<h3>' . esc_html__( 'Add a parcel', 'framme' ) . '</h3><div class="framme-form">';
		self::field( 'number', __( 'Tracking number', 'framme' ), array( 'autocapitalize' => 'characters' ) );
		self::field( 'carrier', __( 'Carrier', 'framme' ), array( 'list' => 'framme-carriers' ) );
		self::field(
			'shipped_at',
			__( 'Sent on', 'framme' ),
			array(
				'type'  => 'date',
				'value' => wp_date( 'Y-m-d' ),
			)
		);
		self::field(
			'url',
			__( 'Tracking link (optional)', 'framme' ),
			array(
				'inputmode'   => 'url',
				'placeholder' => 'https://',
			)
		);
		echo '<datalist id="framme-carriers">';
		/**
		 * The carriers that are suggested where a parcel is entered.
		 *
		 * @param list<string> $names Their names.
		 */
		foreach ( (array) apply_filters( 'framme_carriers', self::CARRIERS ) as $carrier ) {
			echo '<option value="' . esc_attr( $carrier ) . '"></option>';
		}
		echo '</datalist></div>';
		self::items( $order );
		echo '<p><button type="button" class="button button-primary" data-framme-add>' . esc_html__( 'Add the parcel', 'framme' ) . '</button></p>';
	}

	/**
	 * Show how many of each item are in it.
	 *
	 * @param WC_Order $order The order.
	 */
	private static function items( $order ): void {
		$ordered = Framme_Contents::ordered( $order );
		$left    = Framme_Contents::left( $order );
		$next    = Framme_Contents::next( $order, $left );
		echo '<fieldset class="framme-items"><legend>' . esc_html__( 'What is in it', 'framme' ) . '</legend>';
		foreach ( Framme_Contents::names( $order ) as $id => $name ) {
			/* translators: 1: pieces not yet in a parcel, 2: pieces ordered. */
			$of = sprintf( __( '%1$d of %2$d left', 'framme' ), $left[ $id ], $ordered[ $id ] );
			echo '<div class="framme-item"><label for="framme-item-' . (int) $id . '">' . esc_html( $name ) . '</label>';
			printf(
				'<input type="number" id="framme-item-%1$d" form="%2$s" data-framme-item="%1$d" value="%3$d" min="0" max="%4$d" step="1" inputmode="numeric" aria-describedby="framme-left-%1$d framme-error-item_%1$d">',
				(int) $id,
				esc_attr( self::NO_FORM ),
				(int) $next[ $id ],
				(int) $left[ $id ]
			);
			echo '<span class="framme-more" id="framme-left-' . (int) $id . '">' . esc_html( $of ) . '</span>';
			self::error( 'item_' . $id );
			echo '</div>';
		}
		self::error( 'items' );
		echo '<p class="description">' . esc_html__( 'With 0 everywhere, the parcel counts for the whole order.', 'framme' ) . '</p></fieldset>';
	}

	/**
	 * Show a field with its label and the place for its error.
	 *
	 * @param string                $name  Its name.
	 * @param string                $label Its label.
	 * @param array<string, string> $more  More attributes.
	 */
	private static function field( string $name, string $label, array $more ): void {
		echo '<div class="framme-field"><label for="framme-' . esc_attr( $name ) . '">' . esc_html( $label ) . '</label>';
		echo '<input id="framme-' . esc_attr( $name ) . '" form="' . esc_attr( self::NO_FORM ) . '" data-framme-field="' . esc_attr( $name ) . '" aria-describedby="framme-error-' . esc_attr( $name ) . '" autocomplete="off"';
		foreach ( $more + array( 'type' => 'text' ) as $attribute => $value ) {
			echo ' ' . esc_attr( $attribute ) . '="' . esc_attr( $value ) . '"';
		}
		echo '>';
		self::error( $name );
		echo '</div>';
	}

	/**
	 * Show the place for the error of a field.
	 *
	 * @param string $name The field.
	 */
	private static function error( string $name ): void {
		echo '<span class="framme-error" id="framme-error-' . esc_attr( $name ) . '" data-framme-error="' . esc_attr( $name ) . '" hidden></span>';
	}
}
