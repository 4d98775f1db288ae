<style>p { margin: 0 }</style>
