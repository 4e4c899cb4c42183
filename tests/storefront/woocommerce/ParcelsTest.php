<?php
/**
 * Parcels on orders: what is taken, what is refused and with which words, what is left.
 *
 * @package Framme
 */

final class ParcelsTest extends PretendTestCase {

	/** @var WC_Order Two blue mugs (item 311) and one tea tin (item 312). */
	private $bought;

	protected function setUp(): void {
		parent::setUp();
		$this->bought = $this->order();
	}

	/** @return array<string, string> Messages by field. */
	private function errors( array $typed ): array {
		$wrong = Framme_Parcels::add( $this->bought, $typed );
		$this->assertInstanceOf( WP_Error::class, $wrong );
		$said = array();
		foreach ( $wrong->get_error_codes() as $code ) {
			$said[ $code ] = $wrong->get_error_message( $code );
		}
		return $said;
	}

	/** @return array<string, mixed> */
	private function added( array $typed ): array {
		$parcel = Framme_Parcels::add( $this->bought, $typed );
		$this->assertIsArray( $parcel );
		return $parcel;
	}

	public function test_a_parcel_is_kept_on_the_order_in_the_shape_framme_reads(): void {
		$this->added(
			array(
				'carrier'    => ' PostNord ',
				'number'     => ' 00370 7262-4012 3456 789a ',
				'url'        => 'https://example.com/track?a=1&b=2',
				'shipped_at' => '2026-11-20',
				'items'      => array( 311 => '1' ),
			)
		);
		$kept = wc_get_order( 31 )->get_meta( '_framme_parcels' );
		$this->assertMatchesRegularExpression( '/^p_[0-9a-f]{12}$/', $kept[0]['id'] );
		unset( $kept[0]['id'] );
		$noon = ( new DateTimeImmutable( '2026-11-20 12:00', wp_timezone() ) )->getTimestamp();
		$this->assertSame(
			array(
				'carrier'    => 'PostNord',
				'number'     => '00370726240123456789A',
				'url'        => 'https://example.com/track?a=1&b=2',
				'shipped_at' => $noon,
				'items'      => array(
					array(
						'item_id' => 311,
						'qty'     => 1,
					),
				),
			),
			$kept[0]
		);
	}

	/**
	 * @dataProvider storages
	 */
	public function test_saving_a_parcel_tells_of_the_order( string $storage ): void {
		Pretend::$storage = $storage;
		$told             = 0;
		add_action(
			'woocommerce_update_order',
			static function () use ( &$told ) {
				++$told;
			}
		);
		$parcel = $this->added( array( 'number' => 'AB123456' ) );
		Framme_Parcels::remove( $this->bought, $parcel['id'] );
		$this->assertSame( 2, $told );
	}

	public function storages(): array {
		return array(
			'orders of their own' => array( 'hpos' ),
			'orders as posts'     => array( 'posts' ),
		);
	}

	public function test_the_same_number_is_not_added_twice_however_it_is_written(): void {
		$this->added( array( 'number' => 'AB-1234 5678' ) );
		$said = $this->errors( array( 'number' => 'ab12345678' ) );
		$this->assertStringContainsString( 'has a parcel with this number already', $said['number'] );
		$this->assertArrayHasKey( 'twice', $said );
		$this->assertCount( 1, Framme_Parcels::of( wc_get_order( 31 ) ) );
	}

	public function test_another_order_may_have_the_same_number(): void {
		$this->added( array( 'number' => 'AB12345678' ) );
		$this->assertIsArray( Framme_Parcels::add( $this->order(), array( 'number' => 'AB12345678' ) ) );
	}

	public function test_a_number_another_plugin_has_noted_is_not_entered_again(): void {
		$this->bought = $this->order( array( 'meta' => array( '_wc_shipment_tracking_items' => array( array( 'tracking_number' => 'jd 0146', 'tracking_provider' => 'dhl' ) ) ) ) );
		$this->assertStringContainsString( 'Another plugin', $this->errors( array( 'number' => 'JD0146' ) )['number'] );
	}

	public function test_a_number_of_woocommerces_own_fulfilments_is_not_entered_again(): void {
		$this->bought = $this->fulfilled();
		$this->assertStringContainsString( 'Another plugin', $this->errors( array( 'number' => '1Z99' ) )['number'] );
	}

	public function test_what_is_in_fulfilments_is_not_left(): void {
		$this->bought = $this->fulfilled();
		$lines        = array_keys( $this->bought->get_items() );
		$this->assertSame( array( 1, 1 ), array_values( Framme_Contents::left( $this->bought ) ) );
		$this->assertStringContainsString( 'Only 1 of “Blue mug”', $this->errors( array( 'number' => 'AB1234', 'items' => array( $lines[0] => '2' ) ) )[ 'item_' . $lines[0] ] );
	}

	private function fulfilled(): WC_Order {
		update_option( 'woocommerce_feature_fulfillments_enabled', 'yes' );
		$this->log_in( 1 );
		$first = 10 * ( PretendShop::$last + 1 ) + 1;
		return $this->order(
			array(
				'pretend_fulfillments' => array(
					array(
						'id'           => 1,
						'is_fulfilled' => true,
						'meta_data'    => array(
							array( 'id' => 1, 'key' => '_items', 'value' => array( array( 'item_id' => $first, 'qty' => 1 ) ) ),
							array( 'id' => 2, 'key' => '_tracking_number', 'value' => '1z 99' ),
							array( 'id' => 3, 'key' => '_shipment_provider', 'value' => 'ups' ),
						),
					),
				),
			)
		);
	}

	public function test_no_more_can_be_sent_than_is_left(): void {
		$this->added( array( 'number' => 'AB1234', 'items' => array( 311 => '1' ) ) );
		$this->assertSame( array( 311 => 1, 312 => 1 ), Framme_Contents::left( $this->bought ) );
		$said = $this->errors( array( 'number' => 'AB1235', 'items' => array( 311 => '2' ) ) );
		$this->assertSame( 'Only 1 of “Blue mug” is not in a parcel yet.', $said['item_311'] );
		$this->added( array( 'number' => 'AB1235', 'items' => array( 311 => '1' ) ) );
		$said = $this->errors( array( 'number' => 'AB1236', 'items' => array( 311 => '1' ) ) );
		$this->assertSame( 'All of “Blue mug” is in other parcels already.', $said['item_311'] );
	}

	public function test_a_parcel_without_items_holds_the_whole_order(): void {
		$parcel = $this->added( array( 'number' => 'AB1234', 'items' => array( 311 => '0', 312 => '' ) ) );
		$this->assertSame( array(), $parcel['items'] );
		$this->assertSame( array( 311 => 0, 312 => 0 ), Framme_Contents::left( $this->bought ) );
		$this->assertArrayHasKey( 'item_312', $this->errors( array( 'number' => 'AB1235', 'items' => array( 312 => 1 ) ) ) );
		$this->added( array( 'number' => 'AB1235' ) );
		$this->assertCount( 2, Framme_Parcels::of( $this->bought ) );
	}

	/**
	 * @dataProvider wrong_quantities
	 */
	public function test_quantities_are_whole_numbers( $pieces ): void {
		$this->assertStringContainsString( 'a whole number', $this->errors( array( 'number' => 'AB1234', 'items' => array( 311 => $pieces ) ) )['item_311'] );
	}

	public function wrong_quantities(): array {
		return array( array( '-1' ), array( '1.5' ), array( '1e2' ), array( 'two' ), array( array( 1 ) ), array( '9999999' ) );
	}

	public function test_an_item_of_another_order_is_refused(): void {
		$this->assertStringContainsString( 'not in this order', $this->errors( array( 'number' => 'AB1234', 'items' => array( 999 => '1' ) ) )['items'] );
	}

	public function test_what_was_paid_back_is_not_suggested_but_may_be_sent(): void {
		$order = $this->order( array( 'pretend_refunded' => array( 321 => 1 ) ) );
		$left  = Framme_Contents::left( $order );
		$this->assertSame( array( 321 => 2, 322 => 1 ), $left );
		$this->assertSame( array( 321 => 1, 322 => 1 ), Framme_Contents::next( $order, $left ) );
	}

	/**
	 * @dataProvider closed
	 */
	public function test_orders_that_nobody_has_placed_or_that_are_in_the_bin_get_no_parcels( string $status ): void {
		$this->bought = $this->order( array( 'status' => $status ) );
		$this->assertArrayHasKey( 'order', $this->errors( array( 'number' => 'AB1234' ) ) );
	}

	public function closed(): array {
		return array( array( 'trash' ), array( 'checkout-draft' ), array( 'auto-draft' ) );
	}

	public function test_a_parcel_is_removed_and_the_others_stay(): void {
		$first  = $this->added( array( 'number' => 'AB1234' ) );
		$second = $this->added( array( 'number' => 'AB1235' ) );
		$this->assertTrue( Framme_Parcels::remove( $this->bought, $first['id'] ) );
		$this->assertSame( array( $second ), Framme_Parcels::of( wc_get_order( 31 ) ) );
		$this->assertFalse( Framme_Parcels::remove( $this->bought, $first['id'] ) );
		$this->assertFalse( Framme_Parcels::remove( $this->bought, '' ) );
		Framme_Parcels::remove( $this->bought, $second['id'] );
		$this->assertFalse( wc_get_order( 31 )->meta_exists( '_framme_parcels' ) );
	}

	/**
	 * @dataProvider rubbish
	 */
	public function test_rubbish_where_parcels_should_be_is_no_error( $kept ): void {
		$order = $this->order( array( 'meta' => array( '_framme_parcels' => $kept, '_wc_shipment_tracking_items' => $kept ) ) );
		foreach ( Framme_Parcels::of( $order ) as $parcel ) {
			$this->assertSame( '', $parcel['url'] );
		}
		$this->assertSame( array(), Framme_Elsewhere::parcels( $order ) );
		$this->assertIsArray( Framme_Contents::left( $order ) );
	}

	public function rubbish(): array {
		return array(
			array( 'text' ),
			array( 17 ),
			array( null ),
			array( array( 'a', 1, null ) ),
			array( array( array( 'url' => 'javascript:alert(1)', 'items' => 'x', 'number' => array() ) ) ),
			array( array( array( 'items' => array( 'x', array( 'qty' => 'a' ) ) ) ) ),
		);
	}
}
