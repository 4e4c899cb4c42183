<?php
/**
 * The column in the list of orders, and the stages of many orders at once.
 *
 * @package Framme
 */

final class OrdersListTest extends PretendTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->log_in( 1 );
	}

	public function storages(): array {
		return array(
			'orders of their own' => array( 'hpos' ),
			'orders as posts'     => array( 'posts' ),
		);
	}

	private function cell( array $changes ): string {
		$order = $this->order( $changes );
		return $this->shown(
			static function () use ( $order ) {
				Framme_Orders_List::cell( Framme_Orders_List::COLUMN, $order );
			}
		);
	}

	/**
	 * @dataProvider storages
	 */
	public function test_the_list_shows_parcels_or_the_stage( string $storage ): void {
		Pretend::$storage = $storage;
		Framme_Parcels::add( $this->order(), array( 'number' => 'AB1234', 'carrier' => 'PostNord' ) );
		$this->order( array( 'meta' => array( '_framme_stage' => 'packed' ) ) );
		$html = $this->orders_list();
		$this->assertStringContainsString( 'Parcels', $html );
		$this->assertStringContainsString( '>AB1234</span>', $html );
		$this->assertStringContainsString( '<span class="framme-stage">Packed</span>', $html );
		$this->assertSame( array(), $this->asked, 'nothing is asked over HTTP' );
	}

	public function test_the_column_stands_after_the_status_or_last(): void {
		$this->assertSame( array( 'order_number', 'order_status', 'framme_parcels', 'order_total' ), array_keys( Framme_Orders_List::columns( array( 'order_number' => '', 'order_status' => '', 'order_total' => '' ) ) ) );
		$this->assertSame( array( 'x', 'framme_parcels' ), array_keys( Framme_Orders_List::columns( array( 'x' => '' ) ) ) );
	}

	public function test_many_parcels_are_counted(): void {
		$parcels = array();
		foreach ( range( 1, 5 ) as $n ) {
			$parcels[] = array( 'id' => "p_$n", 'number' => "NUMBER$n" );
		}
		$html = $this->cell( array( 'meta' => array( '_framme_parcels' => $parcels ) ) );
		$this->assertStringContainsString( 'NUMBER3', $html );
		$this->assertStringNotContainsString( 'NUMBER4', $html );
		$this->assertStringContainsString( 'and 2 more', $html );
	}

	public function test_numbers_of_other_plugins_are_shown_too(): void {
		$this->assertStringContainsString( 'JD01', $this->cell( array( 'meta' => array( '_wc_shipment_tracking_items' => array( array( 'tracking_number' => 'JD01' ) ) ) ) ) );
	}

	public function test_what_is_shown_cannot_become_markup(): void {
		$evil = '"><img src=x onerror=alert(1)>';
		$html = $this->cell( array( 'meta' => array( '_framme_parcels' => array( array( 'id' => 'p', 'number' => $evil, 'carrier' => $evil ) ) ) ) );
		$this->assertStringNotContainsString( '<img', $html );
	}

	public function test_other_columns_are_left_alone(): void {
		$order = $this->order();
		$this->assertSame(
			'',
			$this->shown(
				static function () use ( $order ) {
					Framme_Orders_List::cell( 'order_status', $order );
					Framme_Orders_List::cell( Framme_Orders_List::COLUMN, 999 );
				}
			)
		);
	}
}
