<?php
/**
 * What proves to Framme who asks.
 *
 * @package Framme
 */

final class TokenTest extends PretendTestCase {

	private function claims( string $token ): array {
		$part = explode( '.', $token )[1];
		return json_decode( base64_decode( strtr( $part, '-_', '+/' ) ), true );
	}

	public function test_a_token_is_signed_as_the_standard_says(): void {
		$claims = array( 'iss' => '7', 'aud' => 'https://track.example/åä', 'iat' => 1764000000 );
		$pyjwts = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiI3IiwiYXVkIjoiaHR0cHM6Ly90cmFjay5leGFtcGxlL1x1MDBlNVx1MDBlNCIsImlhdCI6MTc2NDAwMDAwMH0.WS8xfLPdo5j-B8uJw7oo3R93YJxSSXRVMo50nMYFxF0';
		$this->assertSame( $pyjwts, Framme_Token::signed( $claims, str_repeat( 'k', 43 ) ) );
	}

	public function test_the_shops_token_says_who_asks_whom_and_lasts_five_minutes(): void {
		$this->connect();
		$claims = $this->claims( Framme_Token::for_shop() );
		$this->assertSame( array( 'iss', 'aud', 'sub', 'iat', 'exp', 'jti' ), array_keys( $claims ) );
		$this->assertSame( array( '7', 'https://track.example', 'shop' ), array( $claims['iss'], $claims['aud'], $claims['sub'] ) );
		$this->assertSame( 300, $claims['exp'] - $claims['iat'] );
		$this->assertLessThan( 5, abs( time() - $claims['iat'] ) );
	}

	public function test_a_merchants_token_lasts_a_minute_and_names_who_frames(): void {
		$this->connect();
		$claims = $this->claims( Framme_Token::for_merchant( 12, 'https://shop.example:8443' ) );
		$this->assertSame( array( 'merchant:12', 'https://shop.example:8443' ), array( $claims['sub'], $claims['origin'] ) );
		$this->assertSame( 60, $claims['exp'] - $claims['iat'] );
	}

	public function test_no_two_tokens_are_the_same(): void {
		$this->connect();
		list( $one, $other ) = array( $this->claims( Framme_Token::for_shop() ), $this->claims( Framme_Token::for_shop() ) );
		$this->assertMatchesRegularExpression( '/^[0-9a-f]{16}$/', $one['jti'] );
		$this->assertNotSame( $one['jti'], $other['jti'] );
	}

	public function test_a_token_may_stand_in_an_address(): void {
		$this->connect();
		$this->assertMatchesRegularExpression( '/^[\w-]+\.[\w-]+\.[\w-]{43}$/', Framme_Token::for_merchant( 1, 'https://shop.example' ) );
	}

	public function test_a_shop_that_is_not_connected_has_no_token(): void {
		$this->assertSame( '', Framme_Token::for_shop() );
		$this->assertSame( '', Framme_Token::for_merchant( 1, 'https://shop.example' ) );
	}
}
