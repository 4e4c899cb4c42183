<?php
/**
 * Says what stands around an order, in Framme's words, or in our own when Framme has not spoken.
 *
 * @package Framme
 */

defined( 'ABSPATH' ) || exit;

/**
 * Short texts by name, with places written {name}. Nothing is escaped here.
 */
final class Framme_Words {

	/**
	 * What Framme has said.
	 *
	 * @var array<string, mixed>
	 */
	private $said;

	/**
	 * Take what Framme has said.
	 *
	 * @param array<string, mixed> $said By name; may be empty.
	 */
	public function __construct( array $said = array() ) {
		$this->said = $said;
	}

	/**
	 * Return a text with its places filled.
	 *
	 * @param string                    $name  Which.
	 * @param array<string, string|int> $fills What stands in its places.
	 */
	public function say( string $name, array $fills = array() ): string {
		$text = Framme_Read::text( $this->said, $name );
		if ( '' === $text ) {
			$text = self::own()[ $name ] ?? '';
		}
		$places = array();
		foreach ( $fills as $place => $fill ) {
			$places[ '{' . $place . '}' ] = (string) $fill;
		}
		return $places ? strtr( $text, $places ) : $text;
	}

	/**
	 * Return our own words, in the language that is shown now.
	 *
	 * @return array<string, string>
	 */
	private static function own(): array {
		return self::of_an_order() + self::of_a_parcel() + self::of_the_form();
	}

	/**
	 * Return what stands around an order.
	 *
	 * @return array<string, string>
	 */
	private static function of_an_order(): array {
		return array(
			'order'         => __( 'Order', 'framme' ),
			/* translators: {day} is a day, such as "Tue, Nov 17". Leave it as it is. */
			'placed'        => __( 'placed {day}', 'framme' ),
			'progress'      => __( 'Progress', 'framme' ),
			'done'          => __( '(done)', 'framme' ),
			'ahead'         => __( '(still to come)', 'framme' ),
			/* translators: {step} is the next step, such as "Delivered". Leave it as it is. */
			'next'          => __( 'Next: {step}', 'framme' ),
			'not_sent_yet'  => __( 'Not sent yet', 'framme' ),
			'no_parcel'     => __( 'No parcel yet', 'framme' ),
			'no_parcel_yet' => __( 'As soon as the shop sends a parcel, you can follow it here.', 'framme' ),
			'items'         => __( 'Your order', 'framme' ),
			'quantity'      => __( 'Quantity', 'framme' ),
			'total'         => __( 'Total', 'framme' ),
			'orders'        => __( 'Your orders', 'framme' ),
			'no_orders'     => __( 'There are no orders to show yet.', 'framme' ),
			'details'       => __( 'Show the details', 'framme' ),
		);
	}

	/**
	 * Return what stands around a parcel.
	 *
	 * @return array<string, string>
	 */
	private static function of_a_parcel(): array {
		return array(
			'parcel'            => __( 'Your parcel', 'framme' ),
			/* translators: Leave {position} and {count} as they are: "Parcel 1 of 3". */
			'parcel_of'         => __( 'Parcel {position} of {count}', 'framme' ),
			'cancelled_parcel'  => __( 'Cancelled parcel', 'framme' ),
			'action_at_carrier' => __( "The carrier needs something from you before it can go on. Open the carrier's page to see what.", 'framme' ),
			'action_at_shop'    => __( 'The carrier needs something from you before it can go on. Contact the shop to learn what.', 'framme' ),
			'pickup_point'      => __( 'Collect it here', 'framme' ),
			'opening_hours'     => __( 'Opening hours', 'framme' ),
			'expected'          => __( 'Expected', 'framme' ),
			'was_expected'      => __( 'Was expected', 'framme' ),
			'late'              => __( 'Late', 'framme' ),
			'since'             => __( 'Status since', 'framme' ),
			'carrier'           => __( 'Carrier', 'framme' ),
			'tracking_number'   => __( 'Tracking number', 'framme' ),
			/* translators: {carrier} is a carrier's name. Leave it as it is. */
			'follow'            => __( 'Follow it at {carrier}', 'framme' ),
			'carrier_page'      => __( "Open the carrier's page", 'framme' ),
			'in_this_parcel'    => __( 'In this parcel', 'framme' ),
			'happened'          => __( 'What has happened', 'framme' ),
			/* translators: {when} is a time, such as "today 12:36". Leave it as it is. */
			'last_checked'      => __( 'The carrier last answered us {when}.', 'framme' ),
		);
	}

	/**
	 * Return what stands around the form that looks an order up.
	 *
	 * @return array<string, string>
	 */
	private static function of_the_form(): array {
		return array(
			'title'       => __( 'Find your order', 'framme' ),
			'intro'       => __( 'Enter the order number and what you gave when you ordered.', 'framme' ),
			'number'      => __( 'Order number', 'framme' ),
			'number_hint' => __( 'It is in the order confirmation, for example #1042.', 'framme' ),
			'proof'       => __( 'E-mail, phone or postal code', 'framme' ),
			'proof_hint'  => __( 'The one you gave when you ordered.', 'framme' ),
			'submit'      => __( 'Show my order', 'framme' ),
			'another'     => __( 'Find another order', 'framme' ),
			'sorry'       => __( 'Orders cannot be looked up right now. Please try again in a minute.', 'framme' ),
		);
	}
}
